using System.Text.Json;

namespace SchemaSdk.Prices;

/// <summary>What a schema says of a number among the members of an input.</summary>
/// <param name="Default">What the service takes where nothing is sent; null where that is no number, or is not said.</param>
/// <param name="Maximum">The largest that is valid, also of those that an <c>enum</c> lists; null where there is no bound.</param>
internal sealed record SchemaNumber(decimal? Default, decimal? Maximum)
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = 512,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <returns>Null where the schema does not describe it, or cannot be read.</returns>
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
            // Neither JSON nor text: it says nothing, and a run whose price hangs on it is refused.
            return null;
        }
    }

    private static decimal? MaximumOf(PatchedNode property)
    {
        var bounds = new[]
        {
            PlainNumber.Read(property["maximum"].Value),
            PlainNumber.Read(property["exclusiveMaximum"].Value),
            PlainNumber.Read(property["const"].Value),
            LargestOf(property["enum"].Value),
            LargestBranchOf(property["anyOf"].Value ?? property["oneOf"].Value),
        };
        return bounds.Min();
    }

    private static decimal? LargestOf(JsonElement? values) => values is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Max(value => PlainNumber.Read(value))
        : null;

    /// <summary>The largest bound of the branches. One that has none, but could be a number, leaves the whole without.</summary>
    private static decimal? LargestBranchOf(JsonElement? branches)
    {
        if (branches is not { ValueKind: JsonValueKind.Array } list)
        {
            return null;
        }

        decimal? largest = null;
        foreach (var branch in list.EnumerateArray().Select(branch => new PatchedNode(branch, null)))
        {
            if (MaximumOf(branch) is { } bound)
            {
                largest = largest > bound ? largest : bound;
            }
            else if (CanBeANumber(branch))
            {
                return null;
            }
        }

        return largest;
    }

    private static bool CanBeANumber(PatchedNode branch) =>
        branch["enum"].Value is null && branch["const"].Value is null
        && !(branch["type"].Value is { ValueKind: JsonValueKind.String } type
            && (type.ValueEquals("null"u8) || type.ValueEquals("boolean"u8) || type.ValueEquals("object"u8) || type.ValueEquals("array"u8)));
}
