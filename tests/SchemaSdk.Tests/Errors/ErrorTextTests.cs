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

    [Theory]
    [InlineData("", 300, "\n", 300, "")]
    [InlineData("", 300, "x", 299, "…")]
    [InlineData("", 300, " x", 299, "…")]
    [InlineData("\n", 300, "xxxxx", 299, "…")]
    [InlineData("", 298, "😀😀", 298, "…")]
    public void Only_a_line_of_more_than_300_characters_is_truncated_and_never_inside_a_surrogate_pair(
        string before, int count, string after, int kept, string end) =>
        Assert.Equal(new string('x', kept) + end, ErrorText.Cut(before + new string('x', count) + after));

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
