using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The schemas of a document by <c>$id</c> and <c>$anchor</c>.</summary>
/// <remarks>
/// A schema with an <c>$id</c> is a document within the document: it is the base of the references, pointers and anchors inside it.
/// </remarks>
internal sealed class SchemaIds
{
    /// <summary>The maximum length of an id, in characters. References to a schema with a longer id are not resolved.</summary>
    private const int MaxLength = 2_000;

    /// <summary>The maximum total length of all resolved ids, in characters. A long id can make ids inside its schema long too.</summary>
    private const int MaxLengthOfAll = 4_000_000;

    private readonly JsonObject _document;
    private readonly Dictionary<JsonObject, string> _uris = [];
    private readonly Dictionary<string, JsonObject> _byUri = new(StringComparer.Ordinal);
    private readonly Dictionary<(JsonObject Within, string Anchor), JsonObject> _anchors = [];
    private int _length;

    public SchemaIds(WrittenSchemas written)
    {
        _document = written.Document;
        _uris[_document] = "";
        var areCalledBesideReferences = DraftRules.CountBesideReference(_document);
        foreach (var schema in written.Schemas)
        {
            if (schema[KeywordName.Id] is JsonValue { Value: string id }
                && (areCalledBesideReferences || schema[KeywordName.Ref] is not JsonValue { Value: string })
                && UriReference.IsPossible(id))
            {
                AddId(schema, id);
            }

            AddAnchor(schema, KeywordName.Anchor);
            AddAnchor(schema, KeywordName.DynamicAnchor);
        }
    }

    /// <summary>The schemas inside the document that have an <c>$id</c>.</summary>
    public IEnumerable<JsonObject> Inner => _uris.Keys.Where(schema => schema != _document);

    /// <summary>The anchors of the document itself, with their schemas.</summary>
    public IEnumerable<KeyValuePair<string, JsonObject>> Anchors => _anchors
        .Where(anchor => anchor.Key.Within == _document)
        .Select(anchor => new KeyValuePair<string, JsonObject>(anchor.Key.Anchor, anchor.Value));

    /// <summary>Returns the nearest enclosing schema with an <c>$id</c>, or else the document.</summary>
    public JsonObject Around(JsonNode token)
    {
        for (var place = token; place is not null; place = place.Parent)
        {
            if (place is JsonObject schema && _uris.ContainsKey(schema))
            {
                return schema;
            }
        }

        return _document;
    }

    /// <summary>
    /// Returns the resolved id of the document or of an <see cref="Inner"/> schema; empty if the id is missing or too long.
    /// </summary>
    public string UriOf(JsonObject schema) => _uris[schema];

    /// <summary>
    /// Resolves a reference by id or anchor; null if it leads nowhere. <c>around</c> is the nearest schema with an <c>$id</c> that encloses
    /// the reference. <c>pointer</c> is the part after <c>#</c> if that part is a JSON pointer, otherwise empty.
    /// </summary>
    public JsonObject? Find(JsonObject around, string reference, out string pointer)
    {
        var end = reference.IndexOf('#');
        var fragment = end < 0 ? "" : reference.Substring(end + 1);
        var uri = end < 0 ? reference : reference.Substring(0, end);
        pointer = fragment.Length > 0 && fragment[0] == '/' ? fragment : "";
        var within = uri.Length == 0 ? around : _byUri.TryGetValue(UriReference.Resolve(UriOf(around), uri), out var named) ? named : null;
        if (within is null || fragment.Length == pointer.Length)
        {
            return within;
        }

        return _anchors.TryGetValue((within, Uri.UnescapeDataString(fragment)), out var anchored) ? anchored : null;
    }

    /// <summary>
    /// Adds an id. Before draft 2019-09, a fragment in an <c>$id</c> is an anchor. A fragment that is a JSON pointer is ignored.
    /// </summary>
    private void AddId(JsonObject schema, string id)
    {
        var end = id.IndexOf('#');
        var uri = end < 0 ? id : id.Substring(0, end);
        if (uri.Length > 0)
        {
            var around = Around(schema);
            var whole = uri.Length > MaxLength ? "" : UriReference.Resolve(UriOf(around), uri);
            _length += whole.Length;
            var isKept = whole.Length is > 0 and <= MaxLength && _length <= MaxLengthOfAll;
            _uris[schema] = isKept ? whole : "";
            if (isKept && !_byUri.ContainsKey(whole))
            {
                _byUri.Add(whole, schema);
            }
        }

        if (end >= 0)
        {
            AddAnchor(schema, id, end + 1);
        }
    }

    private void AddAnchor(JsonObject schema, string keyword)
    {
        if (schema[keyword] is JsonValue { Value: string anchor })
        {
            AddAnchor(schema, anchor, 0);
        }
    }

    private void AddAnchor(JsonObject schema, string text, int start)
    {
        if (text.Length > start && text[start] != '/' && text.Length - start <= MaxLength)
        {
            var key = (Around(schema), text.Substring(start));
            if (!_anchors.ContainsKey(key))
            {
                _anchors.Add(key, schema);
            }
        }
    }
}
