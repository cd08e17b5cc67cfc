using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>A schema file that is embedded in the document that refers to it.</summary>
internal sealed class TakenFile
{
    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);

    /// <summary>Prepares a file; its references become pointers from its own root.</summary>
    /// <param name="content">The content of the file; it is changed.</param>
    /// <param name="key">The definition that it becomes.</param>
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

        // Inside the other document, its own id would be wrong.
        content.Remove(KeywordName.Id);
    }

    /// <summary>The definition that it becomes.</summary>
    public string Key { get; }

    /// <summary>Its schemas.</summary>
    public WrittenSchemas Written { get; }

    /// <summary>The reference that leads to it.</summary>
    public string Home => $"#/{KeywordName.Definitions}/{Key}";

    /// <summary>The reference that leads to a part of it.</summary>
    /// <param name="fragment">The part, as a reference to the file names it: a pointer or an anchor.</param>
    /// <returns>Null for an anchor that it does not have.</returns>
    public string? Refer(string fragment) => SchemaPointers.PointerIn("#" + fragment) is not null ? Home + fragment
        : _anchors.TryGetValue(Uri.UnescapeDataString(fragment), out var pointer) ? Home + SchemaPointers.ReferenceTo(pointer).Substring(1)
        : null;
}
