using SchemaSdk.Generator.Emitting;
using SchemaSdk.Generator.Tests.Suite;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests which rules are written for each schema. RuleContractTests cover how the rule of each keyword is worded.</summary>
public class RuleEmitterTests
{
    [Theory]
    [InlineData("""{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}""", "string or null, one of \"a\"")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":9223372036854775807}""", "integer 0..9223372036854775807")]
    [InlineData("""{"type":"integer","maximum":9223372036854775808}""", "integer, at most 9223372036854775808")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer","minimum":1}]}""", "string or integer, at least 1")]
    [InlineData(
        """{"anyOf":[{"type":"string","minLength":1},{"type":"string","maxLength":9},"""
            + """{"type":"object","properties":{"a":{"type":"null"}}}]}""",
        "any of\n    - string of 1 or more characters\n    - string of 0..9 characters\n    - object\n        a: null")]
    [InlineData("false", "nothing")]
    [InlineData("true", "anything")]
    [InlineData("""{"title":"Input","description":"Anything","default":1,"format":"uri"}""", "anything")]
    public void A_rule_is_written_in_words(string schema, string expected) =>
        Assert.Equal($"Input:{(expected[0] == '\n' ? "" : " ")}{expected}", Text(schema));

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

    /// <summary>Returns the rules as text, except for the version line.</summary>
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
