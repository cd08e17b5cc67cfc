using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Tests.Json;

/// <summary>Line ends must be unified.</summary>
public class LineEndTests
{
    [Theory]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("\ra\rb", "\na\nb")]
    [InlineData("\r\n\r\n", "\n\n")]
    [InlineData("a\r\r\nb", "a\n\nb")]
    [InlineData("a\nb", "a\nb")]
    [InlineData("", "")]
    public void Every_line_end_becomes_one_line_feed(string written, string meant) => Assert.Equal(meant, LineEnds.Unify(written));
}
