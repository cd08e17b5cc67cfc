using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that branches which differ only in documentation become one branch. FoldedBranchTests cover other branches that no value can
/// distinguish.
/// </summary>
public class EqualBranchTests
{
    private const string Foo =
        """{ "title": "Foo", "type": "object", "properties": { "a": { "type": "string", "description": "One." } } }""";
    private const string Bar =
        """{ "type": "object", "properties": { "a": { "description": "Another.", "type": "string" } }, "title": "Bar", "x-order": ["a"],"""
            + """ "examples": [{}] }""";
    private const string Kanji = """{ "title": "画像", "type": "object", "properties": { "a": { "type": "string", "title": "名" } } }""";
    private const string Cyrillic =
        """{ "title": "Картина", "type": "object", "properties": { "a": { "type": "string", "title": "Имя" } } }""";

    public static TheoryData<string, string> Pairs => new()
    {
        { Foo, Bar },
        { Kanji, Cyrillic },
        { "{ \"title\": \"Foo\" }", "{ \"title\": \"Bar\", \"description\": \"Anything.\" }" },
        {
            """{ "type": "object", "required": ["a", "b"], "properties": { "a": { "enum": [1, 2] }, "b": {} } }""",
            """{ "type": "object", "properties": { "b": {}, "a": { "enum": [2, 1] } }, "required": ["b", "a"] }"""
        },
        {
            """{ "type": "object", "additionalProperties": { "type": "string", "title": "A" } }""",
            """{ "type": "object", "additionalProperties": { "type": "string", "title": "B" } }"""
        },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Two_branches_that_differ_only_in_documentation_are_one_branch(string one, string other)
    {
        foreach (var keyword in new[] { "anyOf", "oneOf" })
        {
            var alone = Code(one, keyword);

            Assert.Equal(Names(alone), Names(Code($"{one}, {other}", keyword)));
            Assert.Equal(Names(alone), Names(Code($"{other}, {one}", keyword)));
            Assert.Equal(
                Names(Code($"{one}, {{ \"type\": \"boolean\" }}", keyword)),
                Names(Code($"{other}, {{ \"type\": \"boolean\" }}, {one}", keyword)));
        }
    }

    private static string Property(string schema) => $$"""{ "type": "object", "properties": { "p": {{schema}} } }""";

    /// <summary>
    /// Returns the code of a property with these branches. Asserts that they also compile as a root, as items, and as branches of lists.
    /// </summary>
    private static string Code(string branches, string keyword)
    {
        var union = $"{{ \"{keyword}\": [{branches}] }}";
        var lists = Split(branches).Select(branch => $"{{ \"type\": \"array\", \"items\": {branch} }}");
        return Compiled(
            Property(union),
            union,
            Property($$"""{ "type": "array", "items": {{union}} }"""),
            Property($$"""{ "anyOf": [{{string.Join(", ", lists)}}] }"""));
    }

    /// <summary>Compiles models with these schemas together, and returns the code of the first one.</summary>
    private static string Compiled(params string[] schemas)
    {
        var run = GeneratorRun.Over(
            [.. schemas.SelectMany((schema, i) => new[] { SchemaText.Input(Id(i), schema), SchemaText.Output(Id(i), schema) })]);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        return run.Sources["acme_a.g.cs"];
    }

    private static string Id(int model) => "acme/" + (char)('a' + model);

    private static IEnumerable<string> Split(string branches) =>
        Newtonsoft.Json.Linq.JArray.Parse($"[{branches}]").Select(branch => branch.ToString(Newtonsoft.Json.Formatting.None));

    private static IEnumerable<string> Names(string code) => code.Split("class wire")[0].Split('\n')
        .Where(line => line.Contains(" record ", StringComparison.Ordinal)
            || (line.Contains("public ", StringComparison.Ordinal) && line.Contains(" => _", StringComparison.Ordinal))
            || line.Contains("{ get => _", StringComparison.Ordinal))
        .Select(line => line.Split('{', '=')[0].Trim())
        .Order(StringComparer.Ordinal);
}
