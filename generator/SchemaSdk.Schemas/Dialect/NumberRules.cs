using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for numbers beyond the range of double, such as <c>1e400</c>, which not every JSON reader accepts.</summary>
internal static class NumberRules
{
    /// <summary>Finds the numbers in a document that are out of range.</summary>
    public static IReadOnlyList<JsonValue> Beyond(JsonObject root)
    {
        var found = new List<JsonValue>();
        Find(root, found);
        return found;
    }

    /// <summary>Removes numbers that are out of range. If such a number is the value of a member, the member is removed.</summary>
    public static void Remove(IReadOnlyList<JsonValue> numbers)
    {
        foreach (var array in numbers.Select(number => number.Parent).OfType<JsonArray>().Distinct().ToList())
        {
            var others = array.Where(item => item is not JsonValue value || !IsBeyond(value)).ToList();
            array.Clear();
            others.ForEach(array.Add);
        }

        // Removing the members one by one would take quadratic time.
        var members = numbers.Select(number => number.Parent).OfType<JsonMember>();
        foreach (var schema in members.Select(member => member.Parent).OfType<JsonObject>().Distinct().ToList())
        {
            var others = schema.Where(member => member.Value is not JsonValue value || !IsBeyond(value)).ToList();
            schema.Clear();
            others.ForEach(schema.Add);
            schema.LacksKeyword = true;
        }
    }

    private static void Find(JsonNode node, List<JsonValue> found)
    {
        switch (node)
        {
            case JsonValue value when IsBeyond(value):
                found.Add(value);
                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Find(item, found);
                }

                break;
            case JsonObject members:
                foreach (var member in members)
                {
                    Find(member.Value, found);
                }

                break;
        }
    }

    private static bool IsBeyond(JsonValue value) => value.Value is double number && double.IsInfinity(number);
}
