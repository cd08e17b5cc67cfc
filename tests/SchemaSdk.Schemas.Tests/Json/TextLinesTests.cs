using Microsoft.CodeAnalysis.Text;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Tests.Json;

/// <summary>Tests that lines and columns are counted as the compiler and editors count them.</summary>
public class TextLinesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\n\r")]
    [InlineData("\r\r\n\n")]
    [InlineData("one\ntwo\r\nthree\rfour\n")]
    [InlineData("\u0085a\u2028b\u2029c\u000Bd\fe\u001Ef\uFEFF")]
    public void A_character_has_the_line_and_column_that_the_compiler_gives_it(string text)
    {
        var lines = SourceText.From(text).Lines;

        Assert.Equal(
            Enumerable.Range(0, text.Length + 1).Select(at => lines.GetLinePosition(at)).Select(place => (place.Line, place.Character)),
            Enumerable.Range(0, text.Length + 1).Select(TextLines.Of(text).PlaceOf));
    }
}
