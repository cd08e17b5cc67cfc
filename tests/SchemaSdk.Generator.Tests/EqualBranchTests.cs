using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Branches of a union that differ in words alone, or in nothing that a value could tell, are one branch.</summary>
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
    public void Two_that_differ_in_words_alone_are_one(string one, string other)
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

    [Theory]
    [InlineData("""{ "type": "string", "maxLength": 5 }, { "type": "string" }, { "type": "boolean" }""", "Text Boolean")]
    [InlineData("""{ "type": "string", "format": "uri" }, { "type": "string" }, { "type": "boolean" }""", "File Text Boolean")]
    [InlineData(
        """{ "type": "integer", "minimum": 0, "maximum": 5 }, { "type": "integer", "minimum": 9 }, { "type": "boolean" }""",
        "Integer Boolean")]
    [InlineData(
        """{ "type": "array", "items": { "type": "string" } }, { "type": "array", "items": { "type": "string", "maxLength": 5 } }, """
            + """{ "type": "boolean" }""",
        "TextList Boolean")]
    [InlineData("""{ "const": "auto" }, { "const": "none" }, { "enum": ["auto", "all"] }, { "type": "object" }""", "Choice Map")]
    [InlineData("""{ "const": 1 }, { "const": 2 }, { "const": "auto" }""", "NumberChoice TextChoice")]
    [InlineData("""{ "const": true }, { "const": false }, { "type": "string" }""", "Boolean Text")]
    public void Those_of_one_type_that_no_value_tells_apart_are_one(string branches, string names)
    {
        var code = Code(branches, "anyOf");

        Assert.Equal(names, string.Join(" ", BranchesOf(code)));
    }

    [Fact]
    public void Of_integers_the_wider_type_holds_both() =>
        Assert.Contains(
            "public long? Integer =>",
            Code("""{ "type": "integer", "minimum": 0, "maximum": 5 }, { "type": "integer" }, { "type": "boolean" }""", "anyOf"),
            StringComparison.Ordinal);

    [Fact]
    public void The_values_of_all_are_known()
    {
        var code = Code("""{ "const": "auto" }, { "const": "none" }, { "enum": ["auto", "all"] }, { "type": "object" }""", "anyOf");

        Assert.Equal(["Auto = new(\"auto\");", "None = new(\"none\");", "All = new(\"all\");"], ValuesOf(code));
    }

    [Theory]
    [InlineData("""{ "enum": [18446744073709551615, 1] }""", "global::System.Int128? P")]
    [InlineData("""{ "const": -170141183460469231731687303715884105728 }""", "global::System.Int128? P")]
    [InlineData("""{ "enum": [100000000000000000000, 0.5] }""", "PValue? P")]
    [InlineData("""{ "enum": [123456789012345678901234567890123456789012345] }""", "json::JsonElement? P")]
    [InlineData("""{ "enum": [18446744073709551615, 0.5] }""", "json::JsonElement? P")]
    [InlineData("""{ "anyOf": [{ "const": 18446744073709551615 }, { "type": "string" }] }""", "PValue? P")]
    [InlineData("""{ "anyOf": [{ "const": 18446744073709551615 }, { "const": 1 }] }""", "global::System.Int128? P")]
    public void Integers_beyond_64_bits_keep_their_digits(string schema, string property) => Assert.Contains(
        "public " + property, Compiled(Property(schema)), StringComparison.Ordinal);

    private static string Property(string schema) => $$"""{ "type": "object", "properties": { "p": {{schema}} } }""";

    /// <summary>The code of the branches as a property, after they compiled as a root and as items, too.</summary>
    private static string Code(string branches, string keyword)
    {
        var union = $"{{ \"{keyword}\": [{branches}] }}";
        Compiled(union);
        Compiled(Property($$"""{ "type": "array", "items": {{union}} }"""));
        var lists = Split(branches).Select(branch => $"{{ \"type\": \"array\", \"items\": {branch} }}");
        Compiled(Property($$"""{ "anyOf": [{{string.Join(", ", lists)}}] }"""));
        return Compiled(Property(union));
    }

    private static string Compiled(string schema)
    {
        var run = GeneratorRun.Over(SchemaText.Input("acme/a", schema), SchemaText.Output("acme/a", schema));
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        return run.Sources["acme_a.g.cs"];
    }

    private static IEnumerable<string> Split(string branches) =>
        Newtonsoft.Json.Linq.JArray.Parse($"[{branches}]").Select(branch => branch.ToString(Newtonsoft.Json.Formatting.None));

    /// <summary>The types and properties that are declared.</summary>
    private static IEnumerable<string> Names(string code) => code.Split("class wire")[0].Split('\n')
        .Where(line => line.Contains(" record ", StringComparison.Ordinal)
            || (line.Contains("public ", StringComparison.Ordinal) && line.Contains(" => _", StringComparison.Ordinal))
            || line.Contains("{ get => _", StringComparison.Ordinal))
        .Select(line => line.Split('{', '=')[0].Trim())
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> ValuesOf(string code) => code.Split('\n')
        .Where(line => line.Contains("static readonly ", StringComparison.Ordinal) && !line.Contains("runtime::", StringComparison.Ordinal))
        .Select(line => line.Trim().Split(' ', 5)[4])
        .Distinct();   // input and output alike

    private static IEnumerable<string> BranchesOf(string code) => code.Split("record PValue")[1].Split("record ")[0].Split('\n')
        .Where(line => line.Contains("? ", StringComparison.Ordinal) && line.Contains(" => _", StringComparison.Ordinal))
        .Select(line => line[..line.IndexOf(" =>", StringComparison.Ordinal)].Split(' ')[^1]);
}
