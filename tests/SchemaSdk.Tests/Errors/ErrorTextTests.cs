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
    public void Text_from_elsewhere_is_put_on_one_line(string text, string line) => Assert.Equal(line, ErrorText.Cut(text));

    [Fact]
    public void A_text_of_300_characters_is_not_truncated() =>
        Assert.Equal(new string('x', 300), ErrorText.Cut(new string('x', 300) + "\n"));

    [Theory]
    [InlineData("", "x")]
    [InlineData("", " x")]
    [InlineData("\n", "xxxxx")]
    public void A_longer_text_is_truncated_to_300_characters_with_an_ellipsis(string before, string after) =>
        Assert.Equal(new string('x', 299) + "…", ErrorText.Cut(before + new string('x', 300) + after));

    [Fact]
    public void Truncation_never_splits_a_surrogate_pair() =>
        Assert.Equal(new string('x', 298) + "…", ErrorText.Cut(new string('x', 298) + "😀😀"));

    [Fact]
    public void A_text_of_two_million_characters_is_truncated_without_a_copy()
    {
        var text = string.Concat(Enumerable.Repeat("a ", 1 << 20));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var line = ErrorText.Cut(text);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal(300, line.Length);
    }
}
