using SchemaSdk.Generator.Emitting;
using SchemaSdk.Generator.Tests.Suite;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests the rules that are written for each schema.</summary>
public class RuleEmitterTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "string")]
    [InlineData("""{"type":["string","null"]}""", "string or null")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "string, one of \"a\" \"b\"")]
    [InlineData("""{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}""", "string or null, one of \"a\"")]
    [InlineData("""{"type":"string","minLength":1,"maxLength":9}""", "string of 1..9 characters")]
    [InlineData("""{"type":"string","minLength":1}""", "string of 1 or more characters")]
    [InlineData("""{"type":"string","pattern":"^a"}""", "string, matching \"^a\"")]
    [InlineData("""{"type":"string","pattern":"^a$"}""", "string, matching \"^a$\" in .NET \"^a\\\\z\"")]
    [InlineData("""{"type":"integer","minimum":3,"maximum":15}""", "integer 3..15")]
    [InlineData("""{"type":"integer","minimum":0.0}""", "integer, at least 0")]
    [InlineData("""{"type":"integer","maximum":5}""", "integer, at most 5")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":9223372036854775807}""", "integer 0..9223372036854775807")]
    [InlineData("""{"type":"integer","maximum":9223372036854775808}""", "integer, at most 9223372036854775808")]
    [InlineData("""{"type":["number","null"],"minimum":0,"maximum":0.5}""", "number or null 0..0.5")]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"multipleOf":0.1}""", "number, above 0, multiple of 0.1")]
    [InlineData("""{"type":"number","minimum":-1e30,"exclusiveMaximum":1e30}""", "number, at least -1E+30, below 1E+30")]
    [InlineData("""{"type":"integer","enum":[5,10]}""", "among [5,10]")]
    [InlineData("""{"const":"a"}""", "equal to \"a\"")]
    [InlineData("""{"type":"boolean"}""", "boolean")]
    [InlineData("""{"type":"array"}""", "array")]
    [InlineData("""{"type":"array","minItems":1}""", "array, 1 or more items")]
    [InlineData("""{"type":"array","uniqueItems":true,"maxItems":4}""", "array, unique items, 0..4 items")]
    [InlineData("""{"type":"array","items":{"type":"string"},"maxItems":3}""", "array of 0..3 items\n    item: string")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":2}""", "array of 2 or more items\n    item: string")]
    [InlineData("""{"type":["array","null"],"items":{"type":"string"}}""", "array or null\n    item: string")]
    [InlineData("""{"items":{"type":"string"}}""", "\n    item: string")]
    [InlineData("""{"items":{"type":"string"},"minItems":2}""", "anything of 2 or more items\n    item: string")]
    [InlineData(
        """{"type":"array","items":[{"type":"string"},{}],"additionalItems":false}""",
        "array\n    item 0: string\n    item 1: anything\n    item: nothing")]
    [InlineData("""{"type":"object"}""", "object")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", "object\n    a: string")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string"},"b":{}},"required":["b"]}""",
        "object\n    a: string\n    b: required anything")]
    [InlineData("""{"type":["object","null"],"additionalProperties":{"type":"string"}}""", "object or null\n    others: string")]
    [InlineData(
        """{"type":"object","properties":{"a b":{"type":"string"},"item":{"type":"null"},"":{}},"additionalProperties":false}""",
        "object\n    \"a b\": string\n    \"item\": null\n    \"\": anything\n    others: forbidden")]
    [InlineData("""{"type":"object","minProperties":1,"required":["a","b c"]}""", "object, 1 or more members, requires a \"b c\"")]
    [InlineData("""{"dependencies":{"a":["b","c"]},"dependentRequired":{"d":["e"]}}""", "dependencies a: b c, dependentRequired d: e")]
    [InlineData("""{"dependentSchemas":{"a":{"required":["b"]}}}""", "\n    with a: requires b")]
    [InlineData("""{"propertyNames":{"maxLength":3}}""", "\n    names: 0..3 characters")]
    [InlineData("""{"patternProperties":{"^x":{"type":"string"}}}""", "\n    members like \"^x\": string")]
    [InlineData(
        """{"properties":{"a":{}},"patternProperties":{"^x":{"type":"string"}},"additionalProperties":false}""",
        "\n    members like \"^x\": string\n    members unlike \"(?:^x)\" nor a: forbidden")]
    [InlineData("""{"contains":{"type":"string"}}""", "\n    contains: string")]
    [InlineData("""{"contains":{"type":"string"},"minContains":2,"maxContains":3}""", "\n    contains 2..3: string")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer","minimum":1}]}""", "string or integer, at least 1")]
    [InlineData("""{"oneOf":[{"minimum":1},{"maximum":5}]}""", "exactly one of\n    - at least 1\n    - at most 5")]
    [InlineData(
        """{"anyOf":[{"type":"string","minLength":1},{"type":"string","maxLength":9},"""
            + """{"type":"object","properties":{"a":{"type":"null"}}}]}""",
        "any of\n    - string of 1 or more characters\n    - string of 0..9 characters\n    - object\n        a: null")]
    [InlineData("""{"type":"string","not":{"enum":["a"]}}""", "string\n    not: string, one of \"a\"")]
    [InlineData("""{"not":{"type":"string"}}""", "not: string")]
    [InlineData(
        """{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""",
        "\n    if: requires a\n    then: requires b\n    else: requires c")]
    [InlineData("false", "nothing")]
    [InlineData("true", "anything")]
    [InlineData("""{"title":"Input","description":"Anything","default":1,"format":"uri"}""", "anything")]
    public void A_rule_is_written_in_words(string schema, string expected) =>
        Assert.Equal($"Input:{(expected[0] == '\n' ? "" : " ")}{expected}", Text(schema));

    [Fact]
    public void A_long_list_continues_on_the_next_line() => Assert.Equal(
        "Input: string, one of \"value 10\" \"value 11\" \"value 12\" \"value 13\" \"value 14\" \"value 15\" \"value 16\" \"value 17\"\n"
        + "    \"value 18\" \"value 19\"",
        Text($$"""{"enum":[{{string.Join(",", Enumerable.Range(10, 10).Select(i => $"\"value {i}\""))}}]}"""));

    [Fact]
    public void A_recursive_schema_has_a_named_rule() => Assert.Equal(
        "Input:\n    tree: see Input_Tree\nInput_Tree: object\n    children: array\n        item: see Input_Tree",
        Text(
            """{"properties":{"tree":{"$ref":"#/definitions/tree"}},"definitions":{"tree":{"type":"object","properties":{"children":"""
            + """{"type":"array","items":{"$ref":"#/definitions/tree"}}}}}}"""));

    [Fact]
    public void Null_beside_a_named_rule_is_written_on_its_line() => Assert.StartsWith(
        "Input:\n    size: unless null: see Input_Size\n",
        Text(
            """{"properties":{"size":{"anyOf":[{"$ref":"#/definitions/Size"},{"type":"null"}]}},"definitions":{"Size":"""
            + """{"type":"object","properties":{"w":{"type":"integer"}}}}}"""),
        StringComparison.Ordinal);

    [Fact]
    public void References_that_fork_at_every_step_give_one_rule_per_step()
    {
        var steps = Enumerable.Range(0, 40)
            .Select(i =>
                $$""" "D{{i}}": {"properties":{"a":{"$ref":"#/definitions/D{{i + 1}}"},"b":{"$ref":"#/definitions/D{{i + 1}}"} } } """);

        Assert.Equal(
            41,
            Text($$"""{"$ref":"#/definitions/D0","definitions":{ {{string.Join(",", steps)}}, "D40":{"type":"string"} } }""")
                .Split('\n')
                .Count(line => !line.StartsWith(' ')));
    }

    [Theory]
    [InlineData("\"\"\"", "\"\\\"\\\"\\\"\"")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("a\u202Eb", "\"a\\u202eb\"")]
    [InlineData("a\u2028\u0085b", "\"a\\u2028\\u0085b\"")]
    [InlineData("😀é日", "\"😀é日\"")]
    [InlineData("\udb40\udc41", "\"\\udb40\\udc41\"")]
    [InlineData("{0}\\", "\"{0}\\\\\"")]
    public void Text_of_a_schema_stays_in_quotes(string text, string expected)
    {
        Assert.Equal(expected, RuleWords.Quote(text));
        Assert.DoesNotContain(CSharpText.Lines(RuleWords.Quote(text)).Split('\n')[1], char.IsControl);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_escaped() => Assert.Equal("\"\\ud800a\"", RuleWords.Quote("\ud800a"));

    [Fact]
    public void No_text_ends_the_literal() => Assert.Equal(
        "\"\"\"\"\"\n    a \"\"\"\" b\n    c\n    \"\"\"\"\"", CSharpText.Lines("a \"\"\"\" b\nc"));

    [Fact]
    public void Rules_are_emitted_as_a_property() => Assert.Equal(
        "protected override runtime::InputRules Rules { get; } = new(\"\"\"\n    rules 1\n"
            + "    Input: object\n        a: string\n    \"\"\");",
        Emit("""{"type":"object","properties":{"a":{"type":"string"}}}"""));

    [Theory]
    [InlineData("""{"properties":{"a":{"pattern":"a"}}}""")]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}}}""")]
    [InlineData("""{"patternProperties":{"^a":true},"additionalProperties":{"type":"string"}}""")]
    public void Rules_with_patterns_are_created_by_WithPatterns(string schema) =>
        Assert.Contains("Rules { get; } = runtime::InputRules.WithPatterns(", Emit(schema), StringComparison.Ordinal);

    /// <summary>Returns the text without the version line.</summary>
    private static string Text(string schema)
    {
        var text = RuleText.Of(RuleAssembly.Rules(schema));
        Assert.StartsWith($"rules {RuleText.Version}\n", text, StringComparison.Ordinal);
        return text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    private static string Emit(string schema)
    {
        var code = new CodeWriter();
        new RuleEmitter(code).Emit(RuleAssembly.Rules(schema));
        return code.ToString().Trim();
    }
}
