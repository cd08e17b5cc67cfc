using System.Text.Json.Nodes;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Edits schemas in ways that must not rename anything in the generated code.</summary>
internal static class SchemaEdits
{
    private const string Added = "added_by_nobody";

    private static readonly string[] Sets = ["required", "enum", "type", "anyOf", "oneOf"];

    /// <summary>Shuffles the members of objects, and the items of lists whose order has no meaning.</summary>
    public static JsonNode? Shuffled(JsonNode? schema, Random random)
    {
        switch (schema)
        {
            case JsonObject members:
                var shuffled =
                    members.Select(member => (member.Key, Value: Shuffled(member.Value, random, Array.IndexOf(Sets, member.Key) >= 0)))
                        .ToArray();
                random.Shuffle(shuffled);
                return new JsonObject(shuffled.Select(member => KeyValuePair.Create(member.Key, member.Value)));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Shuffled(item, random))]);
            default:
                return schema?.DeepClone();
        }
    }

    /// <summary>
    /// Returns edited copies of a schema. In each of the first copies, all objects of one level have a new property. In each of the
    /// others, only a single object has one.
    /// </summary>
    public static IEnumerable<JsonNode> Grown(JsonNode schema, int maxObjects)
    {
        var levels = Levels(schema, 0).Select(found => found.Level).Distinct().Order().ToList();
        foreach (var level in levels)
        {
            yield return Grown(schema, (found, _) => found == level);
        }

        var alone = Levels(schema, 0).Select((found, position) => (found.Properties, position))
            .Where(found => !IsToldByProperties((JsonObject)found.Properties.Parent!))
            .ToList();
        var step = Math.Max(1, (alone.Count + maxObjects - 1) / maxObjects);
        for (var i = 0; i < alone.Count; i += step)
        {
            var at = alone[i].position;
            yield return Grown(schema, (_, position) => position == at);
        }
    }

    /// <summary>
    /// Returns true if another branch of the same union requires the same properties as this schema. Such branches are named after their
    /// properties, so an added property can rename them.
    /// </summary>
    private static bool IsToldByProperties(JsonObject schema) =>
        schema.Parent is JsonArray branches
            && branches.OfType<JsonObject>().Any(other => other != schema && Required(other).SetEquals(Required(schema)));

    private static HashSet<string> Required(JsonObject schema) =>
        [.. (schema["required"] as JsonArray ?? []).Select(name => (string)name!)];

    private static JsonNode Grown(JsonNode schema, Func<int, int, bool> isChosen)
    {
        var copy = schema.DeepClone();
        var position = 0;
        foreach (var (properties, level) in Levels(copy, 0).ToList())
        {
            if (isChosen(level, position++))
            {
                properties.Insert(
                    position % 2 == 0 ? 0 : properties.Count, Added, new JsonObject { ["type"] = "string", ["title"] = "Added" });
            }
        }

        return copy;
    }

    private static JsonNode? Shuffled(JsonNode? value, Random random, bool isSet)
    {
        var shuffled = Shuffled(value, random);
        if (!isSet || shuffled is not JsonArray items)
        {
            return shuffled;
        }

        var order = items.Select(item => item?.DeepClone()).ToArray();
        random.Shuffle(order);
        return new JsonArray(order);
    }

    /// <summary>Returns the <c>properties</c> of each object schema, with the depth of that schema.</summary>
    private static IEnumerable<(JsonObject Properties, int Level)> Levels(JsonNode? node, int level)
    {
        switch (node)
        {
            case JsonArray items:
                return items.SelectMany(item => Levels(item, level));
            case JsonObject members when members["properties"] is JsonObject { Count: > 0 } properties && IsSchema(members, properties):
                return members.Where(member => member.Key != "properties").SelectMany(member => Levels(member.Value, level))
                    .Concat(properties.SelectMany(property => Levels(property.Value, level + 1)))
                    .Prepend((properties, level));
            case JsonObject members:
                return members.Where(member => member.Key is not ("default" or "example" or "examples" or "const" or "enum"))
                    .SelectMany(member => Levels(member.Value, level));
            default:
                return [];
        }
    }

    /// <summary>
    /// Returns true if an object with a member <c>properties</c> is a schema of type object; false if it is a condition, or a list of
    /// properties in which one is named <c>properties</c>.
    /// </summary>
    private static bool IsSchema(JsonObject members, JsonObject properties) =>
        properties.All(property => property.Value is JsonObject)
            && members["type"] is JsonValue type
            && type.TryGetValue<string>(out var name)
            && name == "object";
}
