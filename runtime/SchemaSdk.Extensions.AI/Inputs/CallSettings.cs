namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>The settings of a call, such as its key, and the additional properties that become members of the input.</summary>
internal sealed record CallSettings(
    string? Key, decimal? MaxPriceUsd, string? Customer, IReadOnlyList<KeyValuePair<string, object?>> Others)
{
    /// <exception cref="ArgumentException">A setting is unknown, has the wrong type or is out of range.</exception>
    internal static CallSettings Of(AdditionalPropertiesDictionary? properties)
    {
        if (properties?.Keys.FirstOrDefault(IsUnknown) is { } unknown)
        {
            throw new ArgumentException(
                $"AdditionalProperties[\"{unknown}\"] is not a known call setting. Use WithKey, WithMaxPrice or WithCustomer. "
                + "Nothing was sent.",
                nameof(properties));
        }

        var key = Read<string>(properties, ModelProperties.Key);
        var price = Read<object>(properties, ModelProperties.MaxPriceUsd) switch
        {
            null => (decimal?)null,
            decimal amount => amount,
            var other => throw Wrong(ModelProperties.MaxPriceUsd, other),
        };
        if (price is <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(properties), price, $"The maximum price is {price}; it must be above zero. Nothing was sent.");
        }

        var settings = new CallSettings(
            key,
            price,
            Read<string>(properties, ModelProperties.Customer),
            [.. (properties ?? []).Where(static property => !IsSetting(property.Key))]);
        RunOptions.CheckKey(settings.Run);
        return settings;
    }

    internal RunOptions Run => new() { Key = Key, MaxPriceUsd = MaxPriceUsd, Customer = Customer };

    private static bool IsSetting(string name) => name.StartsWith(ModelProperties.Start, StringComparison.OrdinalIgnoreCase);

    private static bool IsUnknown(string name) => IsSetting(name) && !Array.Exists(
        [ModelProperties.Key, ModelProperties.MaxPriceUsd, ModelProperties.Customer],
        known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static T? Read<T>(AdditionalPropertiesDictionary? properties, string name)
        where T : class =>
        properties is null || !properties.TryGetValue(name, out var value) || value is null ? null
            : value as T ?? throw Wrong(name, value);

    private static ArgumentException Wrong(string name, object value) =>
        new($"AdditionalProperties[\"{name}\"] has the type {value.GetType().Name}. Set it with WithKey, WithMaxPrice or WithCustomer. "
            + "Nothing was sent.");
}
