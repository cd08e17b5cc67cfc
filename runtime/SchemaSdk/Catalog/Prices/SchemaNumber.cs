using System.Text.Json;

namespace SchemaSdk.Catalog.Prices;

/// <summary>The default and maximum that a schema states for a number in an input.</summary>
internal sealed class SchemaNumber(decimal? usual, decimal? maximum)
{
    /// <summary>The value that the service uses if none is sent; null if it is not a number, or not stated.</summary>
    internal decimal? Default { get; } = usual;

    /// <summary>The largest valid value, which may come from an <c>enum</c>; null if values are unbounded.</summary>
    internal decimal? Maximum { get; } = maximum;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = 512,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <returns>Null if the schema does not describe the number, or cannot be read.</returns>
    internal static SchemaNumber? Find(string name, string schemaText, string? patchText)
    {
        try
        {
            using var schema = JsonDocument.Parse(schemaText, Options);
            using var patch = patchText is null ? null : JsonDocument.Parse(patchText, Options);
            var property = new PatchedNode(schema.RootElement, patch?.RootElement)["properties"][name];
            return property.Value is { ValueKind: JsonValueKind.Object }
                ? new SchemaNumber(PlainNumber.Read(property["default"].Value), MaximumOf(property))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The schema is not valid JSON, or not valid text. The number is then unknown, so a run whose price depends on it is refused.
            return null;
        }
    }

    private static decimal? MaximumOf(PatchedNode property)
    {
        var bound = Smaller(PlainNumber.Read(property["maximum"].Value), PlainNumber.Read(property["exclusiveMaximum"].Value));
        bound = Smaller(bound, PlainNumber.Read(property["const"].Value));
        bound = Smaller(bound, LargestOf(property["enum"].Value));
        return Smaller(bound, LargestBranchOf(property["anyOf"].Value ?? property["oneOf"].Value));
    }

    private static decimal? LargestOf(JsonElement? values)
    {
        decimal? largest = null;
        if (values is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var value in list.EnumerateArray())
            {
                largest = Larger(largest, PlainNumber.Read(value));
            }
        }

        return largest;
    }

    /// <summary>The largest bound of the branches; null if a branch allows numbers without a bound.</summary>
    private static decimal? LargestBranchOf(JsonElement? branches)
    {
        decimal? largest = null;
        if (branches is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var element in list.EnumerateArray())
            {
                var branch = new PatchedNode(element, null);
                var bound = MaximumOf(branch);
                if (bound is null && CanBeANumber(branch))
                {
                    return null;
                }

                largest = Larger(largest, bound);
            }
        }

        return largest;
    }

    // If one argument is null, Smaller and Larger return the other one.
    private static decimal? Smaller(decimal? left, decimal? right) => left < right || right is null ? left : right;

    private static decimal? Larger(decimal? left, decimal? right) => left > right || right is null ? left : right;

    private static bool CanBeANumber(PatchedNode branch) =>
        branch["enum"].Value is null && branch["const"].Value is null
        && !(branch["type"].Value is { ValueKind: JsonValueKind.String } type
            && (type.ValueEquals("null"u8)
            || type.ValueEquals("boolean"u8)
            || type.ValueEquals("object"u8)
            || type.ValueEquals("array"u8)));
}
