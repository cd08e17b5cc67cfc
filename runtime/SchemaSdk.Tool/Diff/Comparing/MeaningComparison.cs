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
    private readonly Stack<(JsonNode? Old, JsonNode? New, ValueRole Role)> _open = [];

    /// <summary>Returns true if two parts allow the same values.</summary>
    /// <param name="keyword">The keyword that the parts belong to.</param>
    /// <param name="oldPart">The older part; null if it does not exist.</param>
    /// <param name="newPart">The newer part; null if it does not exist.</param>
    internal bool IsSame(string keyword, JsonNode? oldPart, JsonNode? newPart)
    {
        _open.Push((oldPart, newPart, ValueRoles.In(keyword)));
        while (_open.TryPop(out var next))
        {
            if (!IsSame(next.Old, next.New, next.Role))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSame(JsonNode? before, JsonNode? after, ValueRole role)
    {
        switch (before, after)
        {
            case (null, _) or (_, null):
                return before is null && after is null;
            case (JsonObject or JsonValue { Value: bool }, JsonObject or JsonValue { Value: bool }) when role == ValueRole.Schema:
                return AreSameSchemas(before, after);
            case (JsonArray items, JsonArray others) when role is ValueRole.Schema or ValueRole.Schemas:
                var isSet = role == ValueRole.Schemas;
                Ordered(old, items, isSet).Zip(Ordered(@new, others, isSet)).ToList().ForEach(
                    pair => _open.Push((pair.First, pair.Second, ValueRole.Schema)));
                return items.Count == others.Count;
            case (JsonObject members, JsonObject others) when role == ValueRole.MapOfSchemas:
                members.Members.Select(member => member.Name).Union(others.Members.Select(member => member.Name), StringComparer.Ordinal)
                    .ToList().ForEach(name => _open.Push((members[name], others[name], RoleOf(members[name]))));
                return true;
            case (JsonArray items, JsonArray others) when role == ValueRole.Set:
                return items.ToHashSet(JsonEquality.Comparer).SetEquals(others);
            default:
                return JsonEquality.Comparer.Equals(before, after)
                    || (role == ValueRole.Set && JsonEquality.Comparer.Equals(Single(before), Single(after)));
        }
    }

    private bool AreSameSchemas(JsonNode before, JsonNode after)
    {
        if (!_seen.Add((before, after)))
        {
            return true;
        }

        var (older, newer) = (old.View(before), @new.View(after));
        if (older.IsCut || newer.IsCut)
        {
            return false;
        }

        if (older.IsNothing || newer.IsNothing || !JsonEquality.Comparer.Equals(older.Dangling, newer.Dangling))
        {
            return older.IsNothing && newer.IsNothing && older.Dangling is null && newer.Dangling is null;
        }

        foreach (var name in older.Keywords.Union(newer.Keywords, StringComparer.Ordinal).Where(ValueRoles.IsMeaningful))
        {
            var (values, others) = (older.ValuesOf(name), newer.ValuesOf(name));
            if (values.Count != others.Count)
            {
                return false;
            }

            values.Zip(others).ToList().ForEach(pair => _open.Push((pair.First, pair.Second, ValueRoles.In(name))));
        }

        return true;
    }

    private static ValueRole RoleOf(JsonNode? value) => value is JsonArray ? ValueRole.Set : ValueRole.Schema;

    private static IEnumerable<JsonNode> Ordered(SchemaSide side, JsonArray schemas, bool isSet) =>
        isSet ? schemas.OrderBy(side.MarkOf) : schemas;

    /// <summary>Returns the type itself for a list of types with only one type, because both mean the same.</summary>
    private static JsonNode Single(JsonNode value) => value is JsonArray { Count: 1 } items ? items[0] : value;
}
