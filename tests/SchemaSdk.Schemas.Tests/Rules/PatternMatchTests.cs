using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests that a translated pattern matches in .NET what the original matches in ECMAScript.</summary>
public class PatternMatchTests
{
    [Theory]
    [InlineData("^..$", "🐲x", "🐲 x")]
    [InlineData("^[🐲-🐴]$", "🐳", "🐱 x")]
    [InlineData("^[^a]$", "🐲", "a ab")]
    [InlineData("^[^🐲]$", "🐉", "🐲")]
    [InlineData("^[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*$", "a🐲", "\0 \uFFFF")]
    [InlineData("^[^\\uD800-\\uDFFF]+$", "a🐲", "")]
    [InlineData("^[🐲-\\u{2F800}]$", "𠀀", "🐱 🨀🨀")]
    [InlineData("^\\p{Letter}+$", "é日", "1 -")]
    [InlineData("^\\p{gc=Nd}\\P{L}$", "1-", "11a")]
    [InlineData("^[a-z-[aeiou]]$", "b]", "b")]
    [InlineData("\\bfoo\\b", "a foo!", "éfood")]
    [InlineData("^(?<year>\\d{4})-\\k<year>$", "2026-2026", "2026-2027")]
    [InlineData("^(?:(?<q>\")|x)\\k<q>$", "x", "\" x\"")]
    [InlineData("^(?=.*\\d)(?!x).+$", "a1", "x1 a")]
    public void A_translated_pattern_matches_what_ECMAScript_matches(string pattern, string valid, string invalid)
    {
        var regex = new Regex(RulePattern.Translate(pattern)!, RegexOptions.CultureInvariant);

        Assert.Matches(regex, valid.Split(' ')[0] is { Length: > 0 } first && valid != "a foo!" ? first : valid);
        Assert.All(invalid.Split(' '), text => Assert.DoesNotMatch(regex, text));
    }
}
