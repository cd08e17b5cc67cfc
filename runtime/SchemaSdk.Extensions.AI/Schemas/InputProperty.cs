using System.Globalization;

namespace SchemaSdk.Extensions.AI.Schemas;

/// <summary>One member of a model's input.</summary>
internal sealed class InputProperty
{
    private const int MostNamed = 12;

    private readonly List<JsonObject> _alternatives;
    private readonly InputRange[] _ranges;

    internal InputProperty(string name, List<JsonObject> alternatives, bool isRequired)
    {
        (Name, _alternatives, IsRequired) = (name, alternatives, isRequired);
        Allowed = [.. alternatives.SelectMany(ValuesOf).OfType<JsonValue>()];
        var free = alternatives.FindAll(static part => part["enum"] is null && part["const"] is null).SelectMany(TypesOf).ToList();
        (IsFreeText, IsFreeNumber) = (free.Contains("string"), free.Contains("integer") || free.Contains("number"));
        Default = First("default");
        _ranges = [.. alternatives.Select(InputRange.Of).Where(static range => range.Words.Length > 0)];
        MaxItems = First("maxItems");
        Samples = [.. Allowed.Concat(alternatives.SelectMany(ShownBy).OfType<JsonValue>())
            .Select(static value => value.TryGetValue<string>(out var text) ? text : null).OfType<string>()];
    }

    internal string Name { get; }

    internal bool IsRequired { get; }

    /// <summary>The values of the member's enumerations and constants; empty if the member has neither.</summary>
    internal IReadOnlyList<JsonValue> Allowed { get; }

    /// <summary>True if a string that is not in <see cref="Allowed"/> is allowed too.</summary>
    internal bool IsFreeText { get; }

    /// <summary>True if a number that is not in <see cref="Allowed"/> is allowed too.</summary>
    internal bool IsFreeNumber { get; }

    /// <summary>The strings that the schema shows: those in <see cref="Allowed"/>, defaults and examples.</summary>
    internal IReadOnlyList<string> Samples { get; }

    /// <summary>The default; null if it is not a number.</summary>
    internal decimal? Default { get; }

    internal decimal? MaxItems { get; }

    /// <summary>Returns true if one of the member's alternative schemas has this type.</summary>
    internal bool Takes(string type) => _alternatives.Exists(part => TypesOf(part).Contains(type));

    internal bool TakesNumber => Takes("integer") || Takes("number");

    /// <summary>Returns true if the bounds of at least one alternative allow the number.</summary>
    // Here, one part of an "allOf" is enough. The check before the submit requires all parts.
    internal bool IsInRange(decimal number) => _ranges.Length == 0 || Array.Exists(_ranges, range => range.Allows(number));

    internal bool TakesObject(params string[] members) =>
        _alternatives.Exists(part => part["properties"] is JsonObject has && members.All(has.ContainsKey));

    /// <summary>Returns the first of the values that the member allows, in the model's own spelling; null if it allows none.</summary>
    internal JsonNode? Choose(IEnumerable<string> values) => values
        .Select(value => Allowed.FirstOrDefault(allowed => TextOf(allowed).Equals(value, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(static allowed => allowed is not null)?.DeepClone();

    /// <summary>Returns the allowed value that equals the number; null if no allowed value does.</summary>
    internal JsonNode? Choose(decimal number) => Allowed.FirstOrDefault(allowed => decimal.TryParse(
        TextOf(allowed), NumberStyles.Float, CultureInfo.InvariantCulture, out var one) && one == number)?.DeepClone();

    /// <summary>Describes what the member takes, for messages.</summary>
    internal string Words => Allowed.Count == 0
        ? $"{Name}{(_ranges.Length > 0 ? $" ({string.Join(", or ", _ranges.Select(static range => range.Words).Distinct())})" : "")}"
        : $"{Name} ({string.Join(", ", Allowed.Take(MostNamed).Select(TextOf))}{(Allowed.Count > MostNamed ? ", …" : "")})";

    internal static string TextOf(JsonValue value) =>
        value.TryGetValue<string>(out var text) ? text : value.ToJsonString();

    private static IEnumerable<JsonNode?> ValuesOf(JsonObject part) => part["enum"] as JsonArray ?? Enumerable.Repeat(part["const"], 1);

    private static IEnumerable<JsonNode?> ShownBy(JsonObject part) => [part["default"], .. part["examples"] as JsonArray ?? []];

    private decimal? First(string word) => _alternatives
        .Select(part => part[word] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : (decimal?)null)
        .FirstOrDefault(static number => number is not null);

    private static IEnumerable<string> TypesOf(JsonObject part) => part["type"] switch
    {
        JsonValue value when value.TryGetValue<string>(out var type) => [type],
        JsonArray types => types.OfType<JsonValue>().Select(TextOf),
        _ => part["properties"] is JsonObject ? ["object"] : part["items"] is not null ? ["array"] : [],
    };
}
