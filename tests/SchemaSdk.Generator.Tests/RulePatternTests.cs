using System.Text.RegularExpressions;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Generator.Tests;

/// <summary>Patterns in ECMAScript's language, matched by .NET.</summary>
public class RulePatternTests
{
    [Theory]
    [InlineData("^https?://", "^https?://")]
    [InlineData("^a$", "^a\\z")]
    [InlineData("^.*$", "^[^\\u000A\\u000D\\u2028\\u2029]*\\z")]
    [InlineData("\\d+[^/]*\\/", "[0-9]+[^/]*/")]
    [InlineData("[\\w.-]", "[\\-\\.0-9A-Z_a-z]")]
    public void A_translation_stays_readable(string pattern, string expected) => Assert.Equal(expected, RulePattern.Translate(pattern));

    [Theory]
    [InlineData("^abc$", "abc", "abc\n")]
    [InlineData("^\\d$", "5", "߀ a")]
    [InlineData("^\\w$", "_", "é")]
    [InlineData("^\\s$", "\uFEFF", "\u200B")]
    [InlineData("^\\S+$", "a\u180E", "\u2003")]
    [InlineData("^.$", "🐲", "\n \r \u2028 ab")]
    [InlineData("^..$", "🐲x", "🐲 x")]
    [InlineData("^🐲*$", "🐲🐲", "🐉 🐲x")]
    [InlineData("^[🐲-🐴]$", "🐳", "🐱 x")]
    [InlineData("^[^a]$", "🐲", "a ab")]
    [InlineData("^[^🐲]$", "🐉", "🐲")]
    [InlineData("^\\u{1F432}\\uD83D\\uDC32$", "🐲🐲", "🐲")]
    [InlineData("^\\p{Letter}+$", "é日", "1 -")]
    [InlineData("^\\p{gc=Nd}\\P{L}$", "1-", "11a")]
    [InlineData("^[a-z-[aeiou]]$", "b]", "b")]
    [InlineData("^[]|b$", "b", "a")]
    [InlineData("^[^]$", "\n", "ab")]
    [InlineData("^\\cA\\x41\\u0042\\0$", "\u0001AB\0", "AB")]
    [InlineData("^a{,2}{$", "a{,2}{", "aa{")]
    [InlineData("^(a)?\\1b$", "b aab", "ab")]
    [InlineData("\\bfoo\\b", "a foo!", "éfood")]
    [InlineData("^(?<year>\\d{4})-\\k<year>$", "2026-2026", "2026-2027")]
    [InlineData("^(?=.*\\d)(?!x).+$", "a1", "x1 a")]
    [InlineData("^[\\b\\-\\]]+$", "\b-]", "b")]
    public void What_matches_is_what_ECMAScript_matches(string pattern, string valid, string invalid)
    {
        var regex = new Regex(RulePattern.Translate(pattern)!, RegexOptions.CultureInvariant);

        Assert.Matches(regex, valid.Split(' ')[0] is { Length: > 0 } first && valid != "a foo!" ? first : valid);
        Assert.All(invalid.Split(' '), text => Assert.DoesNotMatch(regex, text));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("[z-a]")]
    [InlineData("[a")]
    [InlineData("a**")]
    [InlineData("\\")]
    [InlineData("\\Z")]
    [InlineData("\\Abc")]
    [InlineData("(?i)a")]
    [InlineData("(?P<n>a)")]
    [InlineData("(?>a)")]
    [InlineData("\\p{Script=Greek}")]
    [InlineData("\\p{Emoji}")]
    [InlineData("\\u{110000}")]
    [InlineData("\\u12")]
    [InlineData("(a)\\9999999999")]
    public void What_is_no_pattern_or_unknown_to_NET_is_not_translated(string pattern) => Assert.Null(RulePattern.Translate(pattern));

    [Fact]
    public void A_pattern_that_is_not_checked_is_told_at_its_place()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input(
                "acme/a",
                "{ \"type\": \"object\", \"properties\": {\n  \"a\": { \"type\": \"string\", \"pattern\": \"\\\\p{Script=Greek}\" } } }"),
            SchemaText.Output("acme/a", "{ \"type\": \"object\" }"));

        Assert.Equal(
            [
                "SSDK010 warning schemas/acme/a/input.json(2,28): 'acme/a' has the pattern '\\p{Script=Greek}' at '/properties/a/pattern', "
                + "which .NET cannot match as ECMAScript does; it is not checked, and the service decides: a patch can replace it with "
                + "one that works in both",
            ],
            run.Problems.Where(problem => problem.StartsWith("SSDK010", StringComparison.Ordinal)));
    }
}
