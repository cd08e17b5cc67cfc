using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>
/// Remembers the target of every reference in a document, including discriminator mappings. Updates the references after targets have
/// moved.
/// </summary>
internal sealed class References
{
    private readonly Dictionary<JsonMember, JsonObject> _targets = [];

    /// <summary>Resolves every reference of a document. Must be called before anything in the document is moved.</summary>
    /// <param name="written">The document. Its references to itself must be pointers from its root.</param>
    public static References Of(WrittenSchemas written)
    {
        var references = new References();
        foreach (var reference in written.References.Concat(written.Mapped))
        {
            if ((reference.Name == KeywordName.RecursiveRef
                ? Anchored(reference, written.Document)
                : SchemaPointers.Target(written.Document, reference.Value)) is { } target)
            {
                references._targets[reference] = target;
            }
        }

        return references;
    }

    /// <summary>Returns the target of a schema's <c>$ref</c>; null if it leads nowhere.</summary>
    public JsonObject? TargetOf(JsonObject schema) =>
        schema.Member(KeywordName.Ref) is { } reference && _targets.TryGetValue(reference, out var target) ? target : null;

    /// <summary>Updates every reference, so that it points to its original target again.</summary>
    public void Follow(JsonObject root)
    {
        if (_targets.Count == 0)
        {
            return;
        }

        var pointers = new Dictionary<JsonObject, string?>();
        foreach (var target in _targets.Values)
        {
            pointers[target] = null;
        }

        SchemaPointers.Find(root, pointers);
        foreach (var reference in _targets)
        {
            if (reference.Key.Parent is JsonObject schema && NewText(reference.Key, pointers[reference.Value]) is { } text)
            {
                ((JsonValue)reference.Key.Value).Value = text;
                if (reference.Key.Name is KeywordName.Ref or KeywordName.RecursiveRef)
                {
                    schema[KeywordName.Ref] = Tokens.Take(schema, reference.Key.Name);
                }
            }
        }
    }

    /// <summary>
    /// Resolves a <c>$recursiveRef</c> of draft 2019-09 to the nearest enclosing schema with a <c>$recursiveAnchor</c>, or else to the
    /// document.
    /// </summary>
    private static JsonObject Anchored(JsonMember reference, JsonObject document)
    {
        for (JsonNode? place = reference; place is not null; place = place.Parent)
        {
            if (place is JsonObject schema && schema[KeywordName.RecursiveAnchor] is JsonValue { Value: true })
            {
                return schema;
            }
        }

        return document;
    }

    /// <summary>Returns the new text of a reference; null if the old text is still right.</summary>
    private static string? NewText(JsonMember reference, string? pointer) =>
        pointer is null
            || reference.Value is not JsonValue { Value: string text }
            || (reference.Name != KeywordName.RecursiveRef && SchemaPointers.PointerIn(text) == pointer)
            ? null
            : SchemaPointers.ReferenceTo(pointer);
}
