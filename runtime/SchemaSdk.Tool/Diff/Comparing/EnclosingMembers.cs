using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// The members that two schemas for the same value describe in any part. If another part also starts to describe such a member, the member
/// is not new, but only restricted further.
/// </summary>
/// <param name="old">The older document.</param>
/// <param name="new">The newer document.</param>
/// <param name="parts">The two schemas.</param>
internal sealed class EnclosingMembers(SchemaSide old, SchemaSide @new, PairedParts parts)
{
    private static readonly string[] Always = [KeywordName.AllOf];

    private static readonly string[] Sometimes =
        [.. Always, .. KeywordTable.Names(static keyword => keyword.Types == KeywordTyping.OptionalMembers)];

    private static readonly string[] InBranches = [.. Sometimes, .. KeywordTable.Unions];

    private ILookup<string, JsonNode>? _always;
    private ILookup<string, JsonNode>? _before;
    private ILookup<string, JsonNode>? _beforeInBranches;
    private ILookup<string, JsonNode>? _after;

    private PairedParts Parts { get; } = parts;

    /// <summary>
    /// Returns true if the older schemas describe a member, at least in some cases. Existing calls may set such a member.
    /// </summary>
    // In an enclosing schema, the branches of a union are ignored, because this schema may be in one of them.
    internal bool WereDescribed(string name) => (_beforeInBranches ??= Members(old, Parts.Old, InBranches)).Contains(name)
        || Levels().Skip(1).Any(level => (level._before ??= Members(old, level.Parts.Old, Sometimes)).Contains(name));

    /// <summary>Returns the older schemas of a member, except those in branches and under conditions.</summary>
    internal IEnumerable<JsonNode> Before(string name) =>
        Levels().SelectMany(level => (level._always ??= Members(old, level.Parts.Old, Always))[name]);

    /// <summary>Returns true if the newer schemas describe a member outside branches and conditions.</summary>
    internal bool AreDescribed(string name) =>
        Levels().Any(level => (level._after ??= Members(@new, level.Parts.New, Always)).Contains(name));

    private IEnumerable<EnclosingMembers> Levels()
    {
        for (var next = this; next is not null; next = next.Parts.Enclosing)
        {
            yield return next;
        }
    }

    private static ILookup<string, JsonNode> Members(SchemaSide side, JsonNode schema, string[] keywords)
    {
        var members = new List<JsonMember>();
        var seen = new HashSet<JsonNode>();
        var open = new Stack<JsonNode>([schema]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                var view = side.View(next);
                members.AddRange(view.ValuesOf(KeywordName.Properties).OfType<JsonObject>().SelectMany(static map => map.Members));
                keywords.SelectMany(keyword => view.ValuesOf(keyword).SelectMany(value => SchemasIn(keyword, value))).ToList()
                    .ForEach(open.Push);
            }
        }

        return members.ToLookup(static member => member.Name, static member => member.Value, StringComparer.Ordinal);
    }

    private static IEnumerable<JsonNode> SchemasIn(string keyword, JsonNode value) => value switch
    {
        JsonArray schemas => schemas,
        JsonObject map when KeywordTable.Find(keyword) is { HoldsMembers: true } => map.Values,
        _ => [value],
    };
}
