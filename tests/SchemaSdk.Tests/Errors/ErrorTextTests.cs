using SchemaSdk.Client.Errors;

namespace SchemaSdk.Tests.Errors;

public class ErrorTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \r\n\0", "")]
    [InlineData("\u001F\u008Bzip", "zip")]
    [InlineData("\0a\t\r\n b\u0007", "a b")]
    [InlineData("夜の街", "夜の街")]
    public void Foreign_text_is_on_one_line(string text, string line) => Assert.Equal(line, ErrorText.Cut(text));

    [Fact]
    public void Three_hundred_characters_are_not_cut() => Assert.Equal(new string('x', 300), ErrorText.Cut(new string('x', 300) + "\n"));

    [Theory]
    [InlineData("", "x")]
    [InlineData("", " x")]
    [InlineData("\n", "xxxxx")]
    public void Longer_text_ends_at_300_characters_with_an_ellipsis(string before, string after) =>
        Assert.Equal(new string('x', 299) + "…", ErrorText.Cut(before + new string('x', 300) + after));

    [Fact]
    public void A_cut_never_halves_a_character() =>
        Assert.Equal(new string('x', 298) + "…", ErrorText.Cut(new string('x', 298) + "😀😀"));
}
