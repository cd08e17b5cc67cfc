using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>
/// Tests which types are generated if a schema has more types than the limit allows: outer types before inner ones and, at the same depth,
/// in the order of their names.
/// </summary>
public class TypeLimitTests
{
    private const int Most = 250;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_deep_property_does_not_displace_types_of_outer_properties(bool isFirst)
    {
        const string Deep = """ "a_deep": { "$ref": "#/definitions/D0" } """;
        var outer = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"\"p{i:000}\": {Object}"));

        var shape = Shape(
            $$"""{ "type": "object", "properties": { {{(isFirst ? Deep + ", " + outer : outer + ", " + Deep)}} }, {{Forks}} }""",
            isWhole: false);

        Assert.All(Enumerable.Range(0, 100), i => Assert.Contains($"P{i:000}: P{i:000}Value{{", shape, StringComparison.Ordinal));
        Assert.Contains("ADeep: ADeepValue{", shape, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_types_by_name_are_generated_at_each_depth()
    {
        var names = Enumerable.Range(0, 260).Select(i => $"p{i:000}").ToList();
        var forward = Shape(Wide(names), isWhole: false);
        names.Reverse();
        var backward = Shape(Wide(names), isWhole: false);

        foreach (var shape in new[] { forward, backward })
        {
            Assert.Contains("P248: P248Value{", shape, StringComparison.Ordinal);
            Assert.Contains("P249: Json", shape, StringComparison.Ordinal);
            Assert.Contains("P259: Json", shape, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_property_without_its_own_type_does_not_count_towards_the_limit()
    {
        var names = Enumerable.Range(0, Most - 1).Select(i => $"p{i:000}").ToList();

        Shape(Wide(names), isWhole: true);
        Shape(Wide(names).Replace("\"p000\"", "\"a\": { \"type\": \"string\" }, \"p000\"", StringComparison.Ordinal), isWhole: true);
    }

    [Fact]
    public void Unions_of_JSON_types_count_as_types()
    {
        var names = Enumerable.Range(0, Most).Select(i => $"p{i:000}").ToList();

        var shape = Shape(Wide(names, """{ "type": ["string", "boolean"] }"""), isWhole: false);

        Assert.Contains("P248: P248Value<", shape, StringComparison.Ordinal);
        Assert.Contains("P249: Json", shape, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_with_the_same_name_are_distinguished_by_outer_types()
    {
        var limit = new TypeLimit(1);
        limit.Plan(() => limit.Take(["A"], "BC"));

        Assert.True(limit.Take(["A"], "BC"));
        Assert.False(limit.Take(["AB"], "C"));
    }

    private const string Object = """{ "type": "object", "properties": { "x": { "type": "string" } } }""";

    /// <summary>Definitions in which the number of types doubles at every step.</summary>
    private static readonly string Forks = $$"""
        "definitions": { {{string.Join(", ", Enumerable.Range(0, 12).Select(Fork))}}, "D12": { "type": "string" } }
        """;

    private static string Fork(int step) => $$"""
        "D{{step}}": { "type": "object",
          "properties": { "a": { "$ref": "#/definitions/D{{step + 1}}" }, "b": { "$ref": "#/definitions/D{{step + 1}}" } } }
        """;

    private static string Wide(IEnumerable<string> names, string property = Object) =>
        $$"""{ "type": "object", "properties": { {{string.Join(", ", names.Select(name => $"\"{name}\": {property}"))}} } }""";

    private static string Shape(string schema, bool isWhole)
    {
        var problems = ShapeWords.Problems(schema);

        Assert.Equal(isWhole, problems.Length == 0);
        Assert.All(
            problems.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            problem => Assert.Contains(
                "a type beyond the limit of 250 types per schema (outer types are counted first)", problem, StringComparison.Ordinal));
        return ShapeWords.Of(schema);
    }
}
