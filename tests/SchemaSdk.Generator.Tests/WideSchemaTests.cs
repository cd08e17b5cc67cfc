using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Of objects of thousands of properties and enums of thousands of values, each costs as much as one of few.</summary>
public class WideSchemaTests
{
    private const int Few = 250;

    private const int Many = 2_000;

    private const string Property = """ "properties": { * } """;

    /// <summary>The text around the many, with a star in their place; and one of them, with a number of four digits.</summary>
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

    /// <summary>All in a full run, and texts and a union in others.</summary>
    // To compile takes longer than to generate.
    public static IEnumerable<object[]> SomeKinds => FullRun.SampleOf(Kinds, n: 6);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Code_grows_as_the_schema_does(string around, string one)
    {
        var (few, many) = (Size(Run(around, one, Few)), Size(Run(around, one, Many)));

        Assert.InRange(many, 0, few * Many / Few);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_generator_allocates_as_the_schema_grows(string around, string one)
    {
        Run(around, one, Few);
        var (few, many) = (Run(around, one, Few).AllocatedBytes, Run(around, one, Many).AllocatedBytes);

        Assert.InRange(many, 0, few * Many / Few * 3 / 2);
    }

    [Theory]
    [InlineData("oneOf", """{ "const": "R0000" }""")]
    [InlineData("anyOf", """{ "enum": ["R0000"], "description": "Rule 0000." }""")]
    public void Twenty_thousand_constants_take_the_memory_of_their_number(string keyword, string one)
    {
        var around = $$""" "properties": { "rule": { "{{keyword}}": [ * ] } } """;
        Run(around, one, Few);
        var (few, many) = (Run(around, one, Many).AllocatedBytes, Run(around, one, 10 * Many).AllocatedBytes);

        Assert.InRange(many, 0, 15 * few);
    }

    [Theory]
    [MemberData(nameof(SomeKinds))]
    public void Thousands_compile(string around, string one) =>
        Assert.Empty(Compiler.Complaints(Run(around, one, Many).Run, LanguageVersion.Latest));

    /// <summary>Of the code, without the texts of the schemas.</summary>
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
