using System.Text.Json;

namespace SchemaSdk.Catalog.Prices;

/// <summary>A part of a schema with its JSON Merge Patch (RFC 7396) applied.</summary>
// schema: the part as the service wrote it, or null. patch: the patch of the part's members, or null.
internal readonly struct PatchedNode(JsonElement? schema, JsonElement? patch)
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
                { ValueKind: JsonValueKind.Null } => default,
                { ValueKind: JsonValueKind.Object } change => new(written is { ValueKind: JsonValueKind.Object } ? written : null, change),
                { } other => new(other, null),
            };
        }
    }

    private static JsonElement? Member(JsonElement? node, string name) =>
        node is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;
}
