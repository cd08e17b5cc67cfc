using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Of a schema with too many types the outer ones are generated, and of one depth the first by name: wherever they stand.
/// </summary>
public class TypeBudgetTests
{
    private const int Most = 250;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_deep_property_takes_no_type_from_the_outer_ones(bool isFirst)
    {
        const string Deep = """ "a_deep": { "$ref": "#/definitions/D0" } """;
        var outer = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"\"p{i:000}\": {Object}"));

        var code = Code(
            $$"""{ "type": "object", "properties": { {{(isFirst ? Deep + ", " + outer : outer + ", " + Deep)}} }, {{Forks}} }""",
            isWhole: false);

        Assert.All(Enumerable.Range(0, 100), i => Assert.Contains($"public P{i:000}Value? P{i:000} {{", code, StringComparison.Ordinal));
        Assert.Contains("public ADeepValue? ADeep {", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_one_depth_the_first_by_name_are_generated()
    {
        var names = Enumerable.Range(0, 260).Select(i => $"p{i:000}").ToList();
        var forward = Code(Wide(names), isWhole: false);
        names.Reverse();
        var backward = Code(Wide(names), isWhole: false);

        foreach (var code in new[] { forward, backward })
        {
            Assert.Contains("public P248Value? P248 {", code, StringComparison.Ordinal);
            Assert.Contains("public json::JsonElement? P249 {", code, StringComparison.Ordinal);
            Assert.Contains("public json::JsonElement? P259 {", code, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Another_property_that_needs_no_type_takes_none()
    {
        var names = Enumerable.Range(0, Most - 1).Select(i => $"p{i:000}").ToList();

        Code(Wide(names), isWhole: true);
        Code(Wide(names).Replace("\"p000\"", "\"a\": { \"type\": \"string\" }, \"p000\"", StringComparison.Ordinal), isWhole: true);
    }

    [Fact]
    public void Types_that_several_types_of_JSON_make_count_as_well()
    {
        var names = Enumerable.Range(0, Most).Select(i => $"p{i:000}").ToList();

        var code = Code(Wide(names, """{ "type": ["string", "boolean"] }"""), isWhole: false);

        Assert.Contains("public P248Value? P248 {", code, StringComparison.Ordinal);
        Assert.Contains("public json::JsonElement? P249 {", code, StringComparison.Ordinal);
    }

    private const string Object = """{ "type": "object", "properties": { "x": { "type": "string" } } }""";

    /// <summary>Types that double at every step.</summary>
    private static readonly string Forks = $$"""
        "definitions": { {{string.Join(", ", Enumerable.Range(0, 12).Select(Fork))}}, "D12": { "type": "string" } }
        """;

    private static string Fork(int step) => $$"""
        "D{{step}}": { "type": "object",
          "properties": { "a": { "$ref": "#/definitions/D{{step + 1}}" }, "b": { "$ref": "#/definitions/D{{step + 1}}" } } }
        """;

    private static string Wide(IEnumerable<string> names, string property = Object) =>
        $$"""{ "type": "object", "properties": { {{string.Join(", ", names.Select(name => $"\"{name}\": {property}"))}} } }""";

    private static string Code(string schema, bool isWhole)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", schema), SchemaText.Output("acme/a", """{ "type": "string" }"""));
        Assert.Equal(isWhole, run.Problems.Count == 0);
        Assert.All(
            run.Problems,
            problem =>
                Assert.Contains(
                    "a type beyond the limit of 250 for one schema, where outer types count first", problem, StringComparison.Ordinal));
        return run.Sources["acme_a.g.cs"];
    }
}
