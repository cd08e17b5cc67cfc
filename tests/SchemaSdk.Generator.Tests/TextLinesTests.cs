using Microsoft.CodeAnalysis.Text;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Generator.Tests;

/// <summary>Problems stand where the compiler and an editor say that they stand.</summary>
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
    public void Every_character_is_where_the_compiler_sees_it(string text)
    {
        var lines = SourceText.From(text).Lines;

        Assert.Equal(
            Enumerable.Range(0, text.Length + 1).Select(at => lines.GetLinePosition(at)).Select(place => (place.Line, place.Character)),
            Enumerable.Range(0, text.Length + 1).Select(TextLines.Of(text).PlaceOf));
    }
}
