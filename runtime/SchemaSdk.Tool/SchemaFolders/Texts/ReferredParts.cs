using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.SchemaFolders.Texts;

/// <summary>
/// The schemas of a document, including those that are schemas only because a reference points to them, such as <c>#/x-types/Size</c>.
/// </summary>
internal sealed class ReferredParts
{
    private readonly List<JsonObject> _schemas;
    private readonly HashSet<JsonNode> _known;
    private readonly HashSet<JsonNode> _ways = [];

    internal ReferredParts(JsonObject document)
    {
        var written = new WrittenSchemas(document);
        _schemas = [.. written.Schemas];
        _known = [.. _schemas];

        // Outer targets come first, because only an outer target shows which of the parts inside it are schemas.
        written.References.Concat(written.Mapped)
            .Select(reference => SchemaPointers.Target(document, reference.Value))
            .OfType<JsonObject>()
            .Distinct()
            .OrderBy(static target => Above(target).Count())
            .ToList()
            .ForEach(Add);
    }

    /// <summary>The schemas, outer ones first.</summary>
    internal IReadOnlyList<JsonObject> Schemas => _schemas;

    /// <summary>Returns true if a member contains a schema, and either is an unknown keyword or is inside an unknown keyword.</summary>
    internal bool IsWay(JsonMember member) => _ways.Contains(member);

    /// <summary>Removes the members without a schema from each unknown keyword that contains a schema.</summary>
    internal void DropOthers()
    {
        foreach (var holder in _ways.OfType<JsonObject>())
        {
            holder.Members.Where(member => !IsWay(member)).ToList().ForEach(member => holder.Remove(member.Name));
        }
    }

    private void Add(JsonObject target)
    {
        var way = Above(target).TakeWhile(node => !_known.Contains(node)).ToList();

        // A target in an array is not added: dropping the items before it would change its index, which references contain.
        if (!_known.Contains(target)
            && way is [.., JsonMember keyword] && KeywordTable.Find(keyword.Name) is null && !way.OfType<JsonArray>().Any())
        {
            var added = new WrittenSchemas(target).Schemas.Where(_known.Add).ToList();
            _schemas.AddRange(added);
            _ways.UnionWith(way);
        }
    }

    private static IEnumerable<JsonNode> Above(JsonNode node)
    {
        for (var parent = node.Parent; parent is not null; parent = parent.Parent)
        {
            yield return parent;
        }
    }
}
