using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The targets of a document's references, by identity: if a rule moves a schema, its references follow.</summary>
internal sealed class References
{
    private readonly Dictionary<JsonMember, JsonObject> _targets = [];

    /// <summary>Looks up every reference of a document, before anything in it is moved.</summary>
    /// <param name="written">The document; its references are pointers from its root, if they lead anywhere in it.</param>
    public static References Of(WrittenSchemas written)
    {
        var references = new References();
        foreach (var reference in written.References)
        {
            if ((reference.Name == KeywordName.Ref
                ? SchemaPointers.Target(written.Document, reference.Value)
                : Anchored(reference, written.Document)) is { } target)
            {
                references._targets[reference] = target;
            }
        }

        return references;
    }

    /// <summary>Makes every reference lead to what it led to before.</summary>
    /// <param name="root">What the document has become.</param>
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
                var value = (JsonValue)Tokens.Take(schema, reference.Key.Name)!;
                value.Value = text;
                schema[KeywordName.Ref] = value;
            }
        }
    }

    /// <summary>2019-09: <c>$recursiveRef</c> leads to the nearest schema around it that is an anchor, else to the document.</summary>
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

    /// <summary>The text that a reference has to get; null if it stands as it is.</summary>
    private static string? NewText(JsonMember reference, string? pointer) =>
        pointer is null
            || reference.Value is not JsonValue { Value: string text }
            || (reference.Name == KeywordName.Ref && SchemaPointers.PointerIn(text) == pointer)
            ? null
            : SchemaPointers.ReferenceTo(pointer);
}
