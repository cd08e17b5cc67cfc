using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SchemaSdk.Generator.Emitting;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that any text is written safely as a string, as several lines, as a JSON document and as a comment.</summary>
public class CSharpTextTests
{
    public static TheoryData<string> Texts =>
    [
        "", "plain", "a\"b", "a\\b", "a\nb", "a\tb", "a\rb", "\0", "a\u0001", "\u0085", "\u2028", "\u2029", "\uFEFF", "\uFFFE", "\uFFFF",
        "\u202E", "\u00AD",
        "\"", "\"\"", "\"\"\"", "\"\"\"\"", "\"\"\"\"\"", "a \"\"\"\" b \"\"\" c", "\"\"\" a", "a \"\"\"", "\ud83d\ude00",
        "\ud83d\ude00\ud83d\ude00 夜", "{{x}}",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_literal_a_document_and_a_literal_of_several_lines_mean_their_text(string text) => Assert.All(
        [CSharpText.Literal(text), CSharpText.Utf8Document(text), CSharpText.Lines(text)],
        literal => Assert.Equal(text, Meaning(literal)));

    [Theory]
    [InlineData(@"\ud83d", "\uFFFD")]
    [InlineData(@"\ude00", "\uFFFD")]
    [InlineData(@"a\ud83db\ude00c", "a\uFFFDb\uFFFDc")]
    [InlineData(@"\ud83d\ud83d\ude00\ude00", "\uFFFD\ud83d\ude00\uFFFD")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\ud83d\ude00\ud83d", "\ud83d\ude00\uFFFD")]
    public void Half_a_surrogate_pair_is_replaced(string escaped, string shown)
    {
        // The parameter is escaped, because an attribute cannot contain half of a surrogate pair.
        var text = Regex.Unescape(escaped);

        Assert.Equal(shown, Meaning(CSharpText.Utf8Document(text)));
        Assert.Equal(shown, CSharpText.Xml(text));
    }

    [Theory]
    [InlineData("\u2029", " ")]
    [InlineData("\u202A", "\uFFFD")]
    [InlineData("\u202C", "\uFFFD")]
    [InlineData("\u202E", "\uFFFD")]
    [InlineData("\u202F", "\u202F")]
    [InlineData("\u2065", "\u2065")]
    [InlineData("\u2066", "\uFFFD")]
    [InlineData("\u2067", "\uFFFD")]
    [InlineData("\u2069", "\uFFFD")]
    [InlineData("\u206A", "\u206A")]
    [InlineData("\uFFFE", "\uFFFD")]
    [InlineData("\0", "\uFFFD")]
    [InlineData("\u0085", " ")]
    [InlineData("<&>", "&lt;&amp;&gt;")]
    public void Invisible_and_bidirectional_characters_are_replaced_in_comments(string sign, string shown) =>
        Assert.Equal($"a{shown}b", CSharpText.Xml($" a{sign}b "));

    private static string Meaning(string literal)
    {
        var expression = SyntaxFactory.ParseExpression(literal, options: new CSharpParseOptions(LanguageVersion.CSharp12));
        Assert.Empty(expression.GetDiagnostics());
        return Assert.IsType<LiteralExpressionSyntax>(expression).Token.ValueText;
    }
}
