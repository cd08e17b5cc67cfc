using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>A schema file that is embedded in the document that refers to it.</summary>
internal sealed class TakenFile
{
    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);

    /// <summary>Prepares a file's content for embedding. Its references become pointers from its own root.</summary>
    public TakenFile(JsonObject content, string key)
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

        // An $id would change the meaning of references inside the other document.
        content.Remove(KeywordName.Id);
    }

    /// <summary>The key of the file in the document's <c>definitions</c>.</summary>
    public string Key { get; }

    public WrittenSchemas Written { get; }

    /// <summary>The reference that leads to the embedded file.</summary>
    public string Home => $"#/{KeywordName.Definitions}/{Key}";

    /// <summary>Returns the reference that leads to a part of the embedded file; null for an unknown anchor.</summary>
    public string? Refer(string fragment) => SchemaPointers.PointerIn("#" + fragment) is not null ? Home + fragment
        : _anchors.TryGetValue(Uri.UnescapeDataString(fragment), out var pointer) ? Home + SchemaPointers.ReferenceTo(pointer).Substring(1)
        : null;
}
