using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>Tests the list of problems, and how strings are shown in their messages.</summary>
public class ProblemKindTests
{
    // SSDK023 is missing from the list, because it is found in code rather than in a schema.
    [Fact]
    public void Kinds_are_sorted_by_id() => Assert.Equal(
        Enumerable.Range(1, 26).Where(number => number != 23).Select(number => $"SSDK{number:D3}"),
        ProblemKinds.All.Select(kind => kind.Id));

    [Theory]
    [InlineData("a\nb\u2028c\u2029d\u0085e\tf\0g", "a b c d e f g")]
    [InlineData("a b\u00A0é", "a b\u00A0é")]
    public void A_message_has_one_line(string text, string shown) => Assert.Equal([shown], Arguments(text));

    [Theory]
    [InlineData(500, 500, 'a')]
    [InlineData(501, 500, '…')]
    [InlineData(9999, 500, '…')]
    public void A_long_text_is_truncated(int length, int shown, char last)
    {
        var text = Assert.Single(Arguments(new string('a', length)));

        Assert.Equal((shown, last, 'a'), (text.Length, text[^1], text[^2]));
    }

    [Theory]
    [InlineData("one line", "InvalidOperationException: one line")]
    [InlineData("one line\r\nand more", "InvalidOperationException: one line")]
    public void The_first_line_of_an_exception_is_reported(string message, string told) =>
        Assert.Equal(told, ProblemKinds.Thrown(new InvalidOperationException(message)));

    private static IEnumerable<string> Arguments(string text) => Problem.At(ProblemKinds.NotJson, "a.json", default, text).Arguments;
}
