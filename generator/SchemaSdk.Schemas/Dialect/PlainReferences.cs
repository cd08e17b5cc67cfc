using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>
/// Rewrites a reference as a pointer from the root of the document if the reference uses an <c>$id</c> or an anchor, or is inside a schema
/// with an <c>$id</c>.
/// </summary>
/// <example>
/// json-schema-suite/tests/draft7/ref.json and optional/id.json. In the services' schemas, only the root has an <c>$id</c>.
/// </example>
internal static class PlainReferences
{
    /// <summary>
    /// The maximum total length of the rewritten pointers, in characters. A short reference can become a long pointer.
    /// References beyond the limit are rewritten so that they lead nowhere.
    /// </summary>
    private const int MaxLengthOfAll = 8_000_000;

    /// <summary>The prefix that makes a reference lead nowhere.</summary>
    private const string Long = "…";

    /// <summary>
    /// Rewrites the references of a document and returns the ids of its schemas. Removes all ids except the root's, because they would
    /// change the meaning of the rewritten references.
    /// </summary>
    public static SchemaIds Write(WrittenSchemas written)
    {
        var ids = new SchemaIds(written);
        var targets = new Dictionary<JsonMember, (JsonObject? Schema, string Pointer)>();
        var pointers = new Dictionary<JsonObject, string?>();
        DiscriminatorRules.NamesMeanReferences(written.Mapped);
        foreach (var reference in written.References.Concat(written.Mapped))
        {
            var text = (string)reference.Value!;
            var around = ids.Around(reference);
            if (reference.Name == KeywordName.RecursiveRef
                || text.Length == 0
                || (around == written.Document && SchemaPointers.PointerIn(text) is not null))
            {
                continue;
            }

            targets[reference] = (ids.Find(around, text, out var pointer), pointer);
            pointers[targets[reference].Schema ?? around] = null;
        }

        SchemaPointers.Find(written.Document, pointers);
        var length = 0;
        foreach (var target in targets)
        {
            var text = (string)target.Key.Value!;
            var plain = target.Value.Schema is { } schema ? SchemaPointers.ReferenceTo(pointers[schema]!) + target.Value.Pointer
                : text[0] == '#'
                    && ids.Around(target.Key) is var around
                    && around != written.Document ? (ids.UriOf(around) is { Length: > 0 } uri ? uri : Long) + text
                : text;
            length += plain.Length;
            ((JsonValue)target.Key.Value).Value = length <= MaxLengthOfAll ? plain : Long + text;
        }

        foreach (var schema in ids.Inner)
        {
            schema.Remove(KeywordName.Id);
        }

        return ids;
    }
}
