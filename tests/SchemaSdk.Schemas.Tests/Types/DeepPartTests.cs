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

    [Theory]
    [InlineData(Deepest - 1, """{"type":"string"}""", """{"type":"string"}""", 0)]
    [InlineData(Deepest, """{"type":"string"}""", "{}", 1)]
    [InlineData(Deepest, """["a","b"]""", "[]", 1)]
    [InlineData(Deepest, "{}", "{}", 0)]
    [InlineData(Deepest, "[]", "[]", 0)]
    [InlineData(Deepest, "\"text\"", "\"text\"", 0)]
    public void A_part_that_starts_deeper_is_emptied_and_reported(int levels, string part, string left, int reported)
    {
        var (root, problems) = Removed(Nested(levels, JsonParser.Read(part, "input.json")), part);

        Assert.Equal(left, At(root, levels).ToString());
        Assert.Equal(reported, problems.Count);
        Assert.All(problems, problem =>
            Assert.Contains("a part nested deeper than 64 levels", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_below_an_emptied_part_goes_with_it()
    {
        var (root, problems) = Removed(Nested(Deepest + 10, new JsonObject { ["type"] = "string" }));

        Assert.Equal("{}", At(root, Deepest).ToString());
        Assert.Single(problems);
    }

    [Theory]
    [InlineData(Deepest - 1, 0)]
    [InlineData(Deepest, 1)]
    public void Lists_count_as_levels(int lists, int reported)
    {
        var list = Enumerable.Range(1, lists - 1).Aggregate(new JsonArray("a"), (inner, _) => new JsonArray(inner));

        Assert.Equal(reported, Removed(new JsonObject { ["a"] = list }).Problems.Count);
    }

    private static (JsonObject Root, IReadOnlyList<Schemas.Problems.Problem> Problems) Removed(JsonObject root, string text = "{}")
    {
        var file = new SchemaFile("input.json", "acme/a", SchemaRole.Input, text);
        var problems = new ProblemList(new NormalizedSchema(file, root, new SchemaPlaces(file), default));
        DeepParts.Remove(root, problems);
        return (root, [.. problems.ToArray()]);
    }

    private static JsonObject Nested(int levels, JsonNode of) =>
        (JsonObject)Enumerable.Range(0, levels).Aggregate(of, (inner, _) => new JsonObject { ["a"] = inner });

    private static JsonNode At(JsonNode root, int level) =>
        Enumerable.Range(0, level).Aggregate(root, (node, _) => ((JsonObject)node)["a"]!);
}
