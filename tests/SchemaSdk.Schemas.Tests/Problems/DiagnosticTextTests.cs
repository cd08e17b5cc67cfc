using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>Diagnostics quote schemas.</summary>
public class DiagnosticTextTests
{
    [Theory]
    [InlineData(499, 499, false)]
    [InlineData(500, 500, false)]
    [InlineData(501, 500, true)]
    [InlineData(10_000, 500, true)]
    public void A_quotation_has_at_most_500_characters_and_shows_that_it_is_cut(int length, int shown, bool isCut)
    {
        var text = Quoted(new string('x', length));

        Assert.Equal(shown, text.Length);
        Assert.Equal(isCut, text.EndsWith('…'));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\tb")]
    [InlineData("a\0b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    public void A_quotation_stays_on_its_line(string text) => Assert.Equal("a b", Quoted(text));

    private static string Quoted(string text) => Problem.At(ProblemKinds.NotJson, "input.json", SourceSpan.FileStart, text).Arguments[0];
}
