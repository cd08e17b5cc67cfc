using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// Finds the parts of an <c>allOf</c> that only add members. No other part describes the members of such a part. The constructor counts all
/// members and types once, so a check does not read all parts again.
/// </summary>
internal sealed class AllOfParts
{
    private readonly Dictionary<string, int> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<RuleTypes, int> _types = [];
    private readonly bool _onlyDescribe;

    /// <param name="pair">The schemas that are compared.</param>
    /// <param name="side">The one of these schemas that contains the <c>allOf</c>.</param>
    /// <exception cref="OperationCanceledException">The comparison was stopped.</exception>
    internal AllOfParts(SchemaPair pair, SchemaView side)
    {
        _onlyDescribe = Add(side, KeywordName.AllOf);
        foreach (var part in side[KeywordName.AllOf] as JsonArray ?? [])
        {
            pair.Stop.ThrowIfCancellationRequested();
            _onlyDescribe &= Add(pair.ViewOf(side, part), KeywordName.Properties);
        }
    }

    /// <summary>Returns true if this part of the <c>allOf</c> describes only members, and no other part describes them.</summary>
    internal bool AddsOnlyMembers(SchemaView part)
    {
        var types = ValueComparisons.TypesOf(part);
        return _onlyDescribe
            && part[KeywordName.Properties] is JsonObject
            && Checks(part).All(static name => name is KeywordName.Properties or KeywordName.Type)
            && _types.Any(other => (other.Key & ~types) == 0 && (other.Key != types || other.Value > 1))
            && part.Members().Keys.All(name => _members[name] == 1);
    }

    /// <summary>Counts the types and members of a part. Returns false if other keywords of the part could describe more members.</summary>
    private bool Add(SchemaView part, string allowed)
    {
        var types = ValueComparisons.TypesOf(part);
        _types[types] = _types.GetValueOrDefault(types) + 1;
        foreach (var name in part.Members().Keys)
        {
            _members[name] = _members.GetValueOrDefault(name) + 1;
        }

        return Checks(part).All(name => name == KeywordName.Properties || name == allowed
            || KeywordTable.Find(name) is not { HoldsSchemas: true } || part[name] is JsonValue);
    }

    private static IEnumerable<string> Checks(SchemaView view) =>
        view.Keywords.Where(static name => KeywordTable.Find(name) is { IsNote: false });
}
