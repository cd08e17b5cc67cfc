using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>
/// Tests that a merged schema has at most 64 levels, because a deeper schema would overflow the stack of some compilers.
/// </summary>
public class DeepPartTests
{
    private const int Deepest = 64;

    [Fact]
    public void A_schema_of_64_levels_is_not_changed()
    {
        var (root, problems) = Removed(Nested(Deepest - 1, new JsonObject { ["type"] = "string" }));

        Assert.Equal("{\"type\":\"string\"}", At(root, Deepest - 1).ToString());
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData(Deepest)]
    [InlineData(Deepest + 10)]
    public void An_object_that_starts_deeper_is_emptied_and_reported(int levels)
    {
        var (root, problems) = Removed(Nested(levels, new JsonObject { ["type"] = "string" }));

        Assert.Equal("{}", At(root, Deepest).ToString());
        Assert.Equal("SSDK003", Assert.Single(problems).Id);
        Assert.Contains("a part nested deeper than 64 levels", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_starts_deeper_is_emptied_and_reported()
    {
        var (root, problems) = Removed(Nested(Deepest, new JsonArray("a", "b")));

        Assert.Equal("[]", At(root, Deepest).ToString());
        Assert.Single(problems);
    }

    [Fact]
    public void An_empty_part_is_not_reported()
    {
        Assert.Empty(Removed(Nested(Deepest, new JsonObject())).Problems);
        Assert.Empty(Removed(Nested(Deepest, new JsonArray())).Problems);
        Assert.Empty(Removed(Nested(Deepest, "text")).Problems);
    }

    [Fact]
    public void Lists_count_as_levels()
    {
        JsonNode list = new JsonArray("a");
        for (var level = 1; level < Deepest; level++)
        {
            list = new JsonArray(list);
        }

        Assert.Single(Removed(new JsonObject { ["a"] = list }).Problems);
    }

    private static (JsonObject Root, IReadOnlyList<Schemas.Problems.Problem> Problems) Removed(JsonObject root)
    {
        var file = new SchemaFile("input.json", "acme/a", SchemaRole.Input, "{}");
        var problems = new ProblemList(new NormalizedSchema(file, root, new SchemaPlaces(file), default));
        DeepParts.Remove(root, problems);
        return (root, [.. problems.ToArray()]);
    }

    private static JsonObject Nested(int levels, JsonNode of)
    {
        var whole = new JsonObject { ["a"] = of };
        for (var level = 1; level < levels; level++)
        {
            whole = new JsonObject { ["a"] = whole };
        }

        return whole;
    }

    private static JsonNode At(JsonNode root, int level)
    {
        for (; level > 0; level--)
        {
            root = ((JsonObject)root)["a"]!;
        }

        return root;
    }
}
