namespace SchemaSdk.Catalog.Prices;

/// <summary>Estimates the cost of a run, from the catalogue's price and the input.</summary>
internal static class PriceEstimate
{
    // No video lasts this many seconds, and no run makes this many images. The limit also keeps products within the range of decimal.
    private const decimal MostUnits = 1_000_000_000;

    internal static ModelCostEstimate Of(
        ServiceProfile service, string modelId, ModelCatalogEntry entry, ModelInfo? model, ReadOnlySpan<byte> input) =>
        entry.Id != modelId ? Unreadable($"the catalogue returned the entry of another model, \"{ErrorText.Cut(entry.Id)}\"")
        : entry.BasePriceUsd is not { } price || price <= 0 ? Unreadable(entry.PriceText is { } text
            ? $"its price is {text}, which is not a dollar amount above zero"
            : "the catalogue has no price for it")
        : entry.PriceUnit?.Trim().ToLowerInvariant() switch
        {
            "output" => ByOutput(service, price, entry, model, input),
            "second" => service.Duration is { } name && BilledNumber.Find(name, input, entry.InputSchema, model) is { } length
                ? Times(price, "second", length)
                : Unreadable($"a run costs {Dollars.Write(price)} per second, but the input has no duration, and no schema has a default "
                    + "or a maximum for the duration"),
            null or "" => Unreadable($"its price of {Dollars.Write(price)} has no unit"),
            _ => Unreadable($"a run costs {Dollars.Write(price)} per \"{ErrorText.Cut(entry.PriceUnit)}\", not per output or second"),
        };

    /// <summary>Makes an estimate from the price that the service returned for the input.</summary>
    internal static ModelCostEstimate Asked(decimal price) => price is > 0 and <= Dollars.Most
        ? new(price, "the price that the service returned for this input", CountedInput: null)
        : Unreadable(string.Create(
            CultureInfo.InvariantCulture, $"the service returned the price {price}, but it must be above 0 and at most {Dollars.Most}"));

    private static ModelCostEstimate ByOutput(
        ServiceProfile service, decimal price, ModelCatalogEntry entry, ModelInfo? model, ReadOnlySpan<byte> input)
    {
        var (single, most) = ((string?)null, (BilledNumber?)null);
        foreach (var name in service.OutputCounts)
        {
            var count = BilledNumber.Find(name, input, entry.InputSchema, model);
            most = count is not { Value: not 1 } ? most
                : most is null || (count.IsOfInput && (!most.IsOfInput || count.Value > most.Value)) ? count : most;
            single ??= count?.Name;
        }

        return most is null ? new(price, $"{Dollars.Write(price)} per output", single) : Times(price, "output", most);
    }

    private static ModelCostEstimate Times(decimal price, string unit, BilledNumber count) => string.Create(
        CultureInfo.InvariantCulture, $"{Dollars.Write(price)} per {unit} times {count.Value}, {count.Source}") is var reason
        && count.Value <= MostUnits ? new(price * count.Value, reason, count.Name)
            : Unreadable($"{reason}, is out of range");

    internal static ModelCostEstimate Unreadable(string why) => new(AmountUsd: null, why, CountedInput: null);
}
