using System.Globalization;
using SchemaSdk.Extensions.AI.Schemas;

namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>Maps the options of a call to the inputs of a model. What does not map is refused, so nothing is sent or paid.</summary>
internal sealed class InputMapping(InputSchema schema, MappedInput input)
{
    internal InputSchema Schema => schema;

    internal MappedInput Input => input;

    /// <summary>Sets an input, unless it already has the same value.</summary>
    /// <exception cref="ModelInputException">It has another value.</exception>
    internal void Set(string option, InputProperty property, JsonNode? value)
    {
        if (input.Members.TryGetPropertyValue(property.Name, out var own) && !JsonNode.DeepEquals(own, value))
        {
            throw Refuse(option, $"another option or RawRepresentationFactory already set another {property.Name}. Set it in one place");
        }

        input.Members[property.Name] = value;
    }

    /// <summary>Sets the first of the named inputs to a text.</summary>
    /// <exception cref="ModelInputException">The model has no such input, or does not take the text.</exception>
    internal void SetText(string option, string? text, string[] names, Func<string, IEnumerable<string>>? spellings = null)
    {
        if (text is null)
        {
            return;
        }

        var property = schema.First(names, static property => property.Takes("string") || property.Allowed.Count > 0)
            ?? throw Refuse(option, names);
        Set(option, property, property.Choose(spellings?.Invoke(text) ?? [text])
            ?? (property.IsFreeText ? Values.TextOf(text) : throw Refuse(option, text, property)));
    }

    /// <summary>Sets the first of the named inputs to a number.</summary>
    /// <exception cref="ModelInputException">The model has no such input, or does not take the number.</exception>
    internal void SetNumber(string option, decimal? number, string[] names)
    {
        if (number is not { } amount)
        {
            return;
        }

        var text = amount.ToString(CultureInfo.InvariantCulture);
        var property = schema.First(names, static property => property.TakesNumber || property.Allowed.Count > 0)
            ?? throw Refuse(option, names);
        var chosen = property.Choose([text]);
        var fits = property.Allowed.Count == 0 && property.IsInRange(amount)
            && (property.Takes("number") || amount == decimal.Truncate(amount));
        Set(option, property, chosen ?? (fits ? NumberOf(amount) : throw Refuse(option, text, property)));
    }

    /// <summary>Sets inputs by their own names, as additional properties of the options name them.</summary>
    /// <exception cref="ModelInputException">The model has no such input.</exception>
    internal void SetOthers(CallSettings call)
    {
        foreach (var (name, value) in call.Others)
        {
            var property = schema.Find(name) ?? throw Refuse(
                $"AdditionalProperties[\"{name}\"]",
                $"the model has no such input. It has {string.Join(", ", schema.Properties.Select(static property => property.Name))}");
            Set($"AdditionalProperties[\"{name}\"]", property, Values.NodeOf(value, AIJsonUtilities.DefaultOptions));
        }
    }

    /// <exception cref="ModelInputException">The options name another model.</exception>
    internal void CheckModel(string? modelId)
    {
        if (modelId is not null && modelId != schema.ModelId)
        {
            throw Refuse("ModelId", $"it is '{modelId}', and this object calls only {schema.ModelId}");
        }
    }

    internal ModelInputException Refuse(string option, string[] names) =>
        Refuse(option, $"the model takes none: it has no input {string.Join(" or ", names.Take(3))}. It has "
            + string.Join(", ", schema.Properties.Select(static property => property.Name)));

    internal ModelInputException Refuse(string option, string value, InputProperty property) =>
        Refuse(option, $"the model does not take {value} as {property.Words}");

    internal ModelInputException Refuse(string option, string why) =>
        new($"{option} cannot be used with {schema.ModelId}: {why}. Nothing was sent.") { ModelId = schema.ModelId };

    private static JsonValue NumberOf(decimal amount) =>
        amount == decimal.Truncate(amount) && Math.Abs(amount) < long.MaxValue ? JsonValue.Create((long)amount) : JsonValue.Create(amount);
}
