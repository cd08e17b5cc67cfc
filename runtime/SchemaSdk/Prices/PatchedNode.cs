using System.Text.Json;

namespace SchemaSdk.Prices;

/// <summary>A part of a schema with its JSON Merge Patch (RFC 7396) over it.</summary>
/// <param name="Schema">The part as the service wrote it; null where it has none.</param>
/// <param name="Patch">What the patch says of the part's members; null: nothing.</param>
internal readonly record struct PatchedNode(JsonElement? Schema, JsonElement? Patch)
{
    /// <summary>The part as a value: what the patch changes inside of it is not in it.</summary>
    internal JsonElement? Value => Schema ?? Patch;

    internal PatchedNode this[string name]
    {
        get
        {
            var schema = Member(Schema, name);
            return Member(Patch, name) switch
            {
                null => new(schema, null),
                { ValueKind: JsonValueKind.Null } => default,
                { ValueKind: JsonValueKind.Object } patch => new(schema is { ValueKind: JsonValueKind.Object } ? schema : null, patch),
                { } patch => new(patch, null),
            };
        }
    }

    private static JsonElement? Member(JsonElement? node, string name) =>
        node is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;
}
