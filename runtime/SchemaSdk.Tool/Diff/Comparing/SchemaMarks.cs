using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// Computes hashes that ignore descriptions, C# names, and order where it does not matter. Sorting by these hashes puts the schemas of
/// the older and the newer document in the same order.
/// </summary>
internal sealed class SchemaMarks(SchemaSide side)
{
    // Schemas that differ only below this depth have equal hashes, so a change of their order counts as a change.
    private const int MaxDepth = 32;

    private readonly Dictionary<(JsonNode Schema, int Depth), int> _marks = [];

    internal int Of(JsonNode schema) => Of(schema, MaxDepth);

    private int Of(JsonNode schema, int depth)
    {
        if (depth == 0)
        {
            return 0;
        }

        if (!_marks.TryGetValue((schema, depth), out var mark))
        {
            var view = side.View(schema);
            var keywords = view.Keywords.Where(ValueRoles.IsMeaningful).SelectMany(
                name => view.ValuesOf(name).Select(value => HashCode.Combine(name, Of(value, ValueRoles.In(name), depth - 1))));
            mark = HashCode.Combine(view.IsNothing, Sum(keywords));
            _marks.Add((schema, depth), mark);
        }

        return mark;
    }

    private int Of(JsonNode value, ValueRole role, int depth) => (role, value) switch
    {
        (ValueRole.Schema, JsonArray items) => items.Aggregate(0, (mark, item) => HashCode.Combine(mark, Of(item, depth))),
        (ValueRole.Schema, _) => Of(value, depth),
        (ValueRole.Schemas, JsonArray items) => Sum(items.Select(item => Of(item, depth))),
        (ValueRole.MapOfSchemas, JsonObject members) => Sum(members.Members.Select(member => HashCode.Combine(
            member.Name, Of(member.Value, member.Value is JsonArray ? ValueRole.Set : ValueRole.Schema, depth)))),
        (ValueRole.Set, JsonArray items) => Sum(items.Distinct(JsonEquality.Comparer).Select(JsonEquality.Comparer.GetHashCode)),
        _ => JsonEquality.Comparer.GetHashCode(value),
    };

    private static int Sum(IEnumerable<int> marks) => marks.Aggregate(0, (sum, mark) => unchecked(sum + mark));
}
