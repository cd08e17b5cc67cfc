using System.Globalization;
using SchemaSdk.Extensions.AI.Schemas;

namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>
/// Maps the options of a call to members of a model's input. An option that cannot be mapped is refused before anything is sent or charged.
/// </summary>
internal sealed class InputMapping(InputSchema schema, MappedInput input)
{
    // The largest number that is passed on: more than any input accepts, but still within the range of a decimal.
    private const float Largest = 1e27f;

    internal InputSchema Schema => schema;

    internal MappedInput Input => input;

    /// <summary>Sets a member of the input.</summary>
    /// <exception cref="ModelInputException">The member already has a different value.</exception>
    internal void Set(string option, InputProperty property, JsonNode? value)
    {
        if (input.Members.TryGetPropertyValue(property.Name, out var own) && !JsonNode.DeepEquals(own, value))
        {
            throw Refuse(
                option, $"another option or RawRepresentationFactory has set {property.Name} to a different value. Set it in one place");
        }

        input.Members[property.Name] = value;
    }

    /// <summary>Sets a member of the input to a string. Uses the first name that belongs to a suitable member.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="text">The text; null if it is not set.</param>
    /// <param name="names">The possible names of the member, the preferred name first.</param>
    /// <param name="spellings">A function that returns the names that models use for the string; null to use the string as it is.</param>
    /// <exception cref="ModelInputException">The input has no such member, or the member does not take the string.</exception>
    internal void SetText(string option, string? text, string[] names, Func<string, IEnumerable<string>>? spellings = null)
    {
        if (text is null)
        {
            return;
        }

        var property = schema.First(names, static property => property.Takes("string") || property.Allowed.Count > 0)
            ?? throw Refuse(option, names);
        Set(option, property, property.Choose(spellings?.Invoke(text) ?? [text])
            ?? (!property.IsFreeText ? throw Refuse(option, text, property)
                : Values.TextOf(spellings is null ? text : Spelling.Like(property.Samples, spellings(text))
                    ?? throw RefuseSpelling(option, text, property))));
    }

    /// <summary>Sets a member of the input to a number. Uses the first name that belongs to a suitable member.</summary>
    /// <exception cref="ModelInputException">The input has no such member, or the member does not take the number.</exception>
    internal void SetNumber(string option, decimal? number, string[] names)
    {
        if (number is not { } amount)
        {
            return;
        }

        var property = schema.First(names, static property => property.TakesNumber || property.Allowed.Count > 0)
            ?? throw Refuse(option, names);
        var fits = property.IsFreeNumber && property.IsInRange(amount)
            && (property.Takes("number") || amount == decimal.Truncate(amount));
        Set(option, property, property.Choose(amount)
            ?? (fits ? NumberOf(amount) : throw Refuse(option, amount.ToString(CultureInfo.InvariantCulture), property)));
    }

    /// <summary>Sets a member of the input to a floating-point number. Uses the first name that belongs to a suitable member.</summary>
    /// <exception cref="ModelInputException">
    /// The input has no such member, the member does not take the number, or the number is not finite or is too large.
    /// </exception>
    internal void SetFloat(string option, float? number, string[] names) => SetNumber(
        option,
        number is null || Math.Abs(number.Value) <= Largest ? (decimal?)number
            : throw Refuse(option, string.Create(CultureInfo.InvariantCulture, $"it is {number}, which is too large or not finite")),
        names);

    /// <summary>Sets the members of the input that are named in the additional properties of the options.</summary>
    /// <exception cref="ModelInputException">The input has no such member.</exception>
    internal void SetOthers(CallSettings call)
    {
        foreach (var (name, value) in call.Others)
        {
            var option = $"AdditionalProperties[\"{name}\"]";
            var property = schema.Find(name) ?? throw Refuse(
                option,
                $"the model has no such input. It has {string.Join(", ", schema.Properties.Select(static property => property.Name))}");
            Set(option, property, NodeOf(option, value));
        }
    }

    /// <exception cref="ModelInputException">The options are for a different model.</exception>
    internal void CheckModel(string? modelId)
    {
        if (modelId is not null && modelId != schema.ModelId)
        {
            throw Refuse("ModelId", $"it is '{modelId}', but this object calls only {schema.ModelId}");
        }
    }

    internal ModelInputException Refuse(string option, string[] names) =>
        Refuse(option, $"the model has no input {string.Join(" or ", names.Take(3))}. Its inputs are "
            + string.Join(", ", schema.Properties.Select(static property => property.Name)));

    internal ModelInputException Refuse(string option, string value, InputProperty property) =>
        Refuse(option, $"the model does not take {value} as {property.Words}");

    internal ModelInputException RefuseSpelling(string option, string value, InputProperty property) =>
        Refuse(option, $"the schema does not show how to write {value} in {property.Name}. Set AdditionalProperties[\"{property.Name}\"]");

    internal ModelInputException Refuse(string option, string why, Exception? cause = null) =>
        new($"{option} cannot be used with {schema.ModelId}: {why}. Nothing was sent.", cause) { ModelId = schema.ModelId };

    private JsonNode? NodeOf(string option, object? value)
    {
        switch (value)
        {
            case ModelFile file:
                return input.ValueOf(file);
            case IEnumerable<ModelFile> files:
                return new JsonArray([.. files.Select(input.ValueOf)]);
            default:
                try
                {
                    return Values.NodeOf(value, AIJsonUtilities.DefaultOptions);
                }
                catch (Exception exception)
                    when (exception is NotSupportedException or JsonException or InvalidOperationException or ArgumentException)
                {
                    // For example, a number is not finite.
                    throw Refuse(option, $"it cannot be written as JSON ({exception.Message.TrimEnd('.')})", exception);
                }
        }
    }

    private static JsonValue NumberOf(decimal amount) =>
        amount == decimal.Truncate(amount) && Math.Abs(amount) < long.MaxValue ? JsonValue.Create((long)amount) : JsonValue.Create(amount);
}
