using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>A schema file that is embedded in the document that refers to it.</summary>
internal sealed class TakenFile
{
    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);

    /// <summary>Prepares a file's content for embedding. Its references become pointers from its own root.</summary>
    /// <param name="content">The content.</param>
    /// <param name="key">The key of the file, see <see cref="Key"/>.</param>
    /// <param name="countsBeside">True if keywords beside <c>$ref</c> apply in the document that refers to the file.</param>
    public TakenFile(JsonObject content, string key, bool countsBeside)
    {
        Key = key;
        Written = new WrittenSchemas(content);
        var anchors = PlainReferences.Write(Written).Anchors.ToList();
        var pointers = new Dictionary<JsonObject, string?>();
        foreach (var anchor in anchors)
        {
            pointers[anchor.Value] = null;
        }

        if (anchors.Count > 0)
        {
            SchemaPointers.Find(content, pointers);
        }

        foreach (var anchor in anchors)
        {
            _anchors.Add(anchor.Key, pointers[anchor.Value]!);
        }

        if (DraftRules.CountBesideReference(content) != countsBeside)
        {
            Written.Schemas.Where(schema => schema[KeywordName.Ref] is JsonValue { Value: string } && schema.Members.Any(IsChecked))
                .ToList()
                .ForEach(countsBeside ? Ignore : Apply);
        }

        // Inside the document that embeds the file, the file's $id would change what its references mean.
        content.Remove(KeywordName.Id);
    }

    /// <summary>The key of the file in the document's <c>definitions</c>.</summary>
    public string Key { get; }

    public WrittenSchemas Written { get; }

    /// <summary>The reference that points to the embedded file.</summary>
    public string Home => $"#/{KeywordName.Definitions}/{Key}";

    /// <summary>Returns the reference that points to a part of the embedded file; null for an unknown anchor.</summary>
    public string? Refer(string fragment) => SchemaPointers.PointerIn("#" + fragment) is not null ? Home + fragment
        : _anchors.TryGetValue(Uri.UnescapeDataString(fragment), out var pointer) ? Home + SchemaPointers.ReferenceTo(pointer).Substring(1)
        : null;

    private static bool IsChecked(JsonMember member) => KeywordTable.Find(member.Name) is { Checks: not null };

    /// <summary>Drops the keywords beside <c>$ref</c> that do not apply in the draft of the file.</summary>
    // Keeps the keywords that contain schemas, because the type always includes the properties of these schemas.
    private static void Ignore(JsonObject schema) =>
        Tokens.TakeAll(schema, static member => KeywordTable.Find(member.Name) is { Checks: not null, HoldsSchemas: false });

    /// <summary>Moves <c>$ref</c> into <c>allOf</c>, so the keywords beside it apply in every draft.</summary>
    private static void Apply(JsonObject schema)
    {
        var reference = Tokens.TakeAll(schema, member => member.Name == KeywordName.Ref);
        reference.StandFor(schema);
        if (schema[KeywordName.AllOf] is JsonArray all)
        {
            all.Add(reference);
        }
        else
        {
            schema[KeywordName.AllOf] = new JsonArray(reference);
        }
    }
}
