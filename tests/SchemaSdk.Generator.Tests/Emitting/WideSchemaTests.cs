namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that code and memory grow only in proportion to the number of properties or values.</summary>
public class WideSchemaTests
{
    private const int Few = 250;

    private static readonly int Many = FullRun.IsOn ? 2_000 : 1_000;

    private const string Property = """ "properties": { * } """;

    /// <summary>
    /// Each row contains a part of a schema, and the JSON of one member or value. A test replaces the star in the part with many copies of
    /// this JSON, and 0000 in each copy with a number.
    /// </summary>
    public static TheoryData<string, string> Kinds => new()
    {
        { Property, """ "p0000": { "type": "string", "description": "A text.", "maxLength": 20 } """ },
        { Property, """ "p0000": { "anyOf": [{ "type": "integer", "minimum": 1 }, { "type": "null" }], "default": 3 } """ },
        { Property, """ "p0000": { "type": "string", "enum": ["a", "b", "c"] } """ },
        { Property, """ "p0000": { "type": "object", "properties": { "x": { "type": "number" } } } """ },
        { """ "properties": { "rule": { "type": "string", "enum": [ * ] } } """, "\"R0000\"" },
        { """ "properties": { "rule": { "type": "integer", "enum": [ * ] } } """, "10000" },
        { """ "properties": { "rule": { "oneOf": [ * ] } } """, """{ "const": "R0000" }""" },
        { """ "properties": { "rule": { "anyOf": [ * ] } } """, """{ "const": 10000, "title": "Rule 0000" }""" },
        { """ "properties": { "rules": { "type": "array", "items": { "type": "string", "enum": [ * ] } } } """, "\"R0000\"" },
        {
            """ "properties": { "kind": { "type": "string" } }, "allOf": [ * ] """,
            """{ "if": { "properties": { "kind": { "const": "k0000" } } }, "then": { "properties": { "p0000": { "type": "string" } } } }"""
        },
    };

    public static IEnumerable<object[]> HalfOfKinds => FullRun.SampleOf(Kinds, n: 2);

    // A smaller sample, because compiling takes longer than generating.
    public static IEnumerable<object[]> SomeKinds => FullRun.SampleOf(Kinds, n: 6);

    [Theory]
    [MemberData(nameof(HalfOfKinds))]
    public void Code_and_allocations_grow_in_proportion_to_the_schema(string around, string one)
    {
        Run(around, one, Few);
        var (few, many) = (Run(around, one, Few), Run(around, one, Many));

        Assert.InRange(Size(many), 0, Size(few) * Many / Few);
        Assert.InRange(many.AllocatedBytes, 0, few.AllocatedBytes * Many / Few * 3 / 2);
    }

    [Theory]
    [InlineData("oneOf", """{ "const": "R0000" }""")]
    [InlineData("anyOf", """{ "enum": ["R0000"], "description": "Rule 0000." }""")]
    public void Allocations_grow_with_the_number_of_constants(string keyword, string one)
    {
        var around = $$""" "properties": { "rule": { "{{keyword}}": [ * ] } } """;
        Run(around, one, Few);
        var (few, many) = (Run(around, one, Many).AllocatedBytes, Run(around, one, 10 * Many).AllocatedBytes);

        Assert.InRange(many, 0, 15 * few);
    }

    [Theory]
    [MemberData(nameof(SomeKinds))]
    public void Thousands_of_members_or_values_compile(string around, string one) =>
        Assert.Empty(Compiler.Complaints(Run(around, one, Many).Run, LanguageVersion.Latest));

    // An assembly can contain only 16 MB of string constants. The compiler checks this only when it writes the assembly.
    [Fact]
    public void Values_of_almost_two_million_characters_compile()
    {
        var text = $$"""{ "properties": { "a": { "enum": ["{{new string('x', 1_999_900)}}", "b"] } } }""";

        Compiler.Load(GeneratorRun.Over(SchemaText.Input("acme/wide", text), SchemaText.Output("acme/wide", text)));
    }

    /// <summary>Returns the size of the generated code, excluding the files that contain the JSON of schemas.</summary>
    private static long Size(BoundedRun run) => run.Run.Sources
        .Where(source => !source.Key.EndsWith(".schema.g.cs", StringComparison.Ordinal))
        .Sum(source => (long)source.Value.Length);

    private static BoundedRun Run(string around, string one, int count)
    {
        var many = Enumerable.Range(0, count).Select(i => one.Replace("0000", $"{i:0000}", StringComparison.Ordinal));
        var text = $$"""{ "type": "object", {{around.Replace("*", string.Join(",", many), StringComparison.Ordinal)}} }""";
        return BoundedRun.Over(SchemaText.Input("acme/wide", text));
    }
}
