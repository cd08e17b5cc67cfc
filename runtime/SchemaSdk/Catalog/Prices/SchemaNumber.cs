using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.Catalog.Prices;

/// <summary>The default and maximum that a schema states for a number in an input.</summary>
// Default: the value that the service uses if none is sent; null if it is not a number, or not stated. Maximum: the largest valid value,
// which may come from an enum; null if values are unbounded.
internal sealed record SchemaNumber(decimal? Default, decimal? Maximum)
{
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
                ? new SchemaNumber(Read(property["default"].Value), MaximumOf(property))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The schema is not valid JSON, or not valid text. The number is then unknown, so a run whose price depends on it is refused.
            return null;
        }
    }

    /// <summary>Reads a number in a schema or an input: a JSON number, or text such as <c>"5"</c> or <c>"5s"</c>.</summary>
    /// <returns>Null for text that is not a number; the largest decimal for a number that is too large.</returns>
    internal static decimal? Read(JsonElement? value)
    {
        var text = value is { ValueKind: JsonValueKind.Number or JsonValueKind.String } given
            ? given.GetRawText().Trim('"').TrimEnd()
            : "";
        return decimal.TryParse(
            text.EndsWith('s') ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read
            : value is { ValueKind: JsonValueKind.Number } ? decimal.MaxValue
            : null;
    }

    // Min and Max ignore null.
    private static decimal? MaximumOf(PatchedNode property) => new[]
    {
        Read(property["maximum"].Value),
        Read(property["exclusiveMaximum"].Value),
        Read(property["const"].Value),
        Items(property["enum"].Value).Max(static value => Read(value)),
        LargestBranchOf(property["anyOf"].Value ?? property["oneOf"].Value),
    }.Min();

    /// <summary>The largest bound of the branches; null if a branch allows numbers without a bound.</summary>
    private static decimal? LargestBranchOf(JsonElement? branches)
    {
        // Each bound is computed once: branches may be nested, and a second pass would double the work at every level.
        var all = Items(branches).Select(static branch => new PatchedNode(branch, null))
            .Select(static branch => (Bound: MaximumOf(branch), CanBeANumber: CanBeANumber(branch))).ToList();
        return all.Exists(static branch => branch is { Bound: null, CanBeANumber: true }) ? null : all.Max(static branch => branch.Bound);
    }

    private static IEnumerable<JsonElement> Items(JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static bool CanBeANumber(PatchedNode branch) =>
        branch["enum"].Value is null && branch["const"].Value is null
        && !(branch["type"].Value is { ValueKind: JsonValueKind.String } type
            && (type.ValueEquals("null"u8)
            || type.ValueEquals("boolean"u8)
            || type.ValueEquals("object"u8)
            || type.ValueEquals("array"u8)));
}

/// <summary>A part of a schema with its JSON Merge Patch (RFC 7396) applied.</summary>
// schema: the part as the service wrote it, or null. patch: the patch of the part's members, or null.
internal sealed class PatchedNode(JsonElement? schema, JsonElement? patch)
{
    /// <summary>The value of the part itself. Changes that the patch makes inside it are not applied.</summary>
    internal JsonElement? Value => schema ?? patch;

    internal PatchedNode this[string name]
    {
        get
        {
            var written = Member(schema, name);
            return Member(patch, name) switch
            {
                null => new(written, null),
                { ValueKind: JsonValueKind.Null } => new(null, null),
                { ValueKind: JsonValueKind.Object } change => new(written is { ValueKind: JsonValueKind.Object } ? written : null, change),
                { } other => new(other, null),
            };
        }
    }

    private static JsonElement? Member(JsonElement? node, string name) =>
        node is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;
}
