using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// Determines whether two parts of schemas allow the same values. References are followed, so the location of a definition does not
/// matter. The order of a set does not matter either.
/// </summary>
/// <param name="old">The older document.</param>
/// <param name="new">The newer document.</param>
internal sealed class MeaningComparison(SchemaSide old, SchemaSide @new)
{
    private readonly HashSet<(JsonNode, JsonNode)> _seen = new(new SamePair());

    // Uses a stack instead of recursion, because references can nest schemas too deeply for the call stack.
    private readonly Stack<(JsonNode? Old, JsonNode? New, MeaningPlace Place)> _open = [];

    /// <summary>Returns true if two parts allow the same values.</summary>
    /// <param name="keyword">The keyword that the parts belong to.</param>
    /// <param name="oldPart">The older part; null if it does not exist.</param>
    /// <param name="newPart">The newer part; null if it does not exist.</param>
    internal bool IsSame(string keyword, JsonNode? oldPart, JsonNode? newPart)
    {
        _open.Push((oldPart, newPart, MeaningPlaces.In(keyword)));
        while (_open.TryPop(out var next))
        {
            if (!IsSame(next.Old, next.New, next.Place))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSame(JsonNode? before, JsonNode? after, MeaningPlace place)
    {
        switch (before, after)
        {
            case (null, _) or (_, null):
                return before is null && after is null;
            case (JsonObject or JsonValue { Value: bool }, JsonObject or JsonValue { Value: bool }) when place == MeaningPlace.Schema:
                return AreSameSchemas(before, after);
            case (JsonArray items, JsonArray others) when place is MeaningPlace.Schema or MeaningPlace.Schemas:
                var isSet = place == MeaningPlace.Schemas;
                Ordered(old, items, isSet).Zip(Ordered(@new, others, isSet)).ToList().ForEach(
                    pair => _open.Push((pair.First, pair.Second, MeaningPlace.Schema)));
                return items.Count == others.Count;
            case (JsonObject members, JsonObject others) when place == MeaningPlace.MapOfSchemas:
                members.Members.Select(member => member.Name).Union(others.Members.Select(member => member.Name), StringComparer.Ordinal)
                    .ToList().ForEach(name => _open.Push((members[name], others[name], PlaceOf(members[name]))));
                return true;
            case (JsonArray items, JsonArray others) when place == MeaningPlace.Set:
                return items.ToHashSet(JsonEquality.Comparer).SetEquals(others);
            default:
                return JsonEquality.Comparer.Equals(before, after)
                    || (place == MeaningPlace.Set && JsonEquality.Comparer.Equals(Single(before), Single(after)));
        }
    }

    private bool AreSameSchemas(JsonNode before, JsonNode after)
    {
        if (!_seen.Add((before, after)))
        {
            return true;
        }

        var (older, newer) = (old.View(before), @new.View(after));
        if (older.IsNothing || newer.IsNothing || !JsonEquality.Comparer.Equals(older.Dangling, newer.Dangling))
        {
            return older.IsNothing && newer.IsNothing && older.Dangling is null && newer.Dangling is null;
        }

        foreach (var name in older.Keywords.Union(newer.Keywords, StringComparer.Ordinal).Where(MeaningPlaces.IsMeaningful))
        {
            var (values, others) = (older.ValuesOf(name), newer.ValuesOf(name));
            if (values.Count != others.Count)
            {
                return false;
            }

            values.Zip(others).ToList().ForEach(pair => _open.Push((pair.First, pair.Second, MeaningPlaces.In(name))));
        }

        return true;
    }

    private static MeaningPlace PlaceOf(JsonNode? value) => value is JsonArray ? MeaningPlace.Set : MeaningPlace.Schema;

    private static IEnumerable<JsonNode> Ordered(SchemaSide side, JsonArray schemas, bool isSet) =>
        isSet ? schemas.OrderBy(side.MarkOf) : schemas;

    /// <summary>Unwraps a list with a single type, because the list means the same as the type itself.</summary>
    private static JsonNode Single(JsonNode value) => value is JsonArray { Count: 1 } items ? items[0] : value;
}
