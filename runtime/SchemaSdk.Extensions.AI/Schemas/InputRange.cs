using System.Globalization;

namespace SchemaSdk.Extensions.AI.Schemas;

/// <summary>The bounds that one schema sets for a number. A bound that the schema does not set is null.</summary>
// Above, Below: exclusive bounds.
internal sealed record InputRange(decimal? Minimum, decimal? Above, decimal? Maximum, decimal? Below)
{
    internal static InputRange Of(JsonObject part)
    {
        var (least, most) = (NumberIn(part["minimum"]), NumberIn(part["maximum"]));
        return new(least, Excluded(part["exclusiveMinimum"], least), most, Excluded(part["exclusiveMaximum"], most));
    }

    /// <summary>Describes the range, for messages; empty if the number has no bounds.</summary>
    internal string Words => this is { Minimum: { } least, Above: null, Maximum: { } most, Below: null }
        ? string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}")
        : string.Join(" and ", new (string Words, decimal? Number)[]
        {
            Above >= Minimum || Minimum is null ? ("above", Above) : ("at least", Minimum),
            Below <= Maximum || Maximum is null ? ("below", Below) : ("at most", Maximum),
        }.Where(static bound => bound.Number is not null)
            .Select(static bound => string.Create(CultureInfo.InvariantCulture, $"{bound.Words} {bound.Number}")));

    internal bool Allows(decimal number) => !(number < Minimum) && !(number <= Above) && !(number > Maximum) && !(number >= Below);

    // In draft 4, exclusiveMinimum and exclusiveMaximum are booleans: true excludes the value of minimum or maximum.
    private static decimal? Excluded(JsonNode? node, decimal? bound) =>
        node?.GetValueKind() == JsonValueKind.True ? bound : NumberIn(node);

    private static decimal? NumberIn(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;
}
