using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Parsing;

namespace SchemaSdk.Tool.Comparing;

/// <summary>Finds out whether two parts say the same, apart from words. References are followed.</summary>
/// <param name="old">The references of the older document.</param>
/// <param name="new">The references of the newer document.</param>
internal sealed class MeaningComparison(RuleReferences old, RuleReferences @new)
{
    private readonly HashSet<(JsonObject, JsonObject, Place)> _seen = [];
    private readonly Stack<(JsonNode? Old, JsonNode? New, Place Place)> _open = [];

    // A member named "title" is a word in a schema only. Elsewhere it is a property, or a part of a value.
    private enum Place
    {
        Schema,
        MapOfSchemas,
        Data,
    }

    /// <summary>Returns true if they say the same.</summary>
    /// <param name="keyword">The keyword that has them, as its value or in it.</param>
    /// <param name="oldPart">The older part; null for none.</param>
    /// <param name="newPart">The newer part; null for none.</param>
    internal bool IsSame(string keyword, JsonNode? oldPart, JsonNode? newPart)
    {
        _open.Push((oldPart, newPart, PlaceIn(keyword)));
        while (_open.TryPop(out var next))
        {
            if (!IsSame(next.Old, next.New, next.Place))
            {
                return false;
            }
        }

        return true;
    }

    private static Place PlaceIn(string keyword) => KeywordTable.Find(keyword)?.Holds switch
    {
        SubschemaPlaces.Whole or SubschemaPlaces.WholeOrFlag or SubschemaPlaces.WholeOrItems or SubschemaPlaces.Items => Place.Schema,
        SubschemaPlaces.Members or SubschemaPlaces.MembersOrNames or SubschemaPlaces.Definitions => Place.MapOfSchemas,
        _ => Place.Data,
    };

    private static bool IsMeaningful(string name) => name != KeywordName.Ref && KeywordTable.Find(name) is not { IsNote: true };

    // Parts of parts are left for later: schemas nest as deep as their references are long.
    private bool IsSame(JsonNode? before, JsonNode? after, Place place)
    {
        switch (before, after)
        {
            case (null, _) or (_, null):
                return before is null && after is null;
            case (JsonArray items, JsonArray others):
                items.Zip(others).ToList().ForEach(pair => _open.Push((pair.First, pair.Second, place)));
                return items.Count == others.Count;
            case (JsonObject members, JsonObject others):
                return !_seen.Add((members, others, place)) || HaveSameNames(members, others, place);
            default:
                return before.Equals(after);
        }
    }

    private bool HaveSameNames(JsonObject members, JsonObject others, Place place)
    {
        var names = members.Members.Concat(others.Members).Select(member => member.Name).Distinct(StringComparer.Ordinal);
        foreach (var name in names.Where(name => place != Place.Schema || IsMeaningful(name)))
        {
            _open.Push((members[name], others[name], place switch
            {
                Place.Schema => PlaceIn(name),
                Place.MapOfSchemas => Place.Schema,
                _ => Place.Data,
            }));
        }

        if (place != Place.Schema || (members[KeywordName.Ref] is null && others[KeywordName.Ref] is null))
        {
            return true;
        }

        var target = old.Follow(members);
        _open.Push((target, @new.Follow(others), Place.Schema));
        return target is not null;
    }
}
