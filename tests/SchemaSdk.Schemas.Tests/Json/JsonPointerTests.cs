using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Tests.Json;

/// <summary>Tests how JSON pointers are created and resolved.</summary>
public class JsonPointerTests
{
    private const string Document = """{"a":[{"b":1},2],"c/d":{"e~f":3},"":4,"0":5}""";

    [Theory]
    [InlineData("", Document)]
    [InlineData("/a", """[{"b":1},2]""")]
    [InlineData("/a/0/b", "1")]
    [InlineData("/a/1", "2")]
    [InlineData("/c~1d/e~0f", "3")]
    [InlineData("/", "4")]
    [InlineData("/0", "5")]
    [InlineData("/a/2", null)]
    [InlineData("/a/-1", null)]
    [InlineData("/a/b", null)]
    [InlineData("/a/1/b", null)]
    [InlineData("/b", null)]
    [InlineData("a", null)]
    [InlineData("x/a", null)]
    public void A_pointer_leads_to_a_value_or_nowhere(string pointer, string? expected) =>
        Assert.Equal(expected, JsonPointer.Find(JsonParser.Read(Document), pointer)?.ToString());

    [Fact]
    public void Every_name_and_value_position_has_its_pointer() => Assert.Equal(
        """0: | 1:/a | 5:/a | 6:/a/0 | 7:/a/0/b | 11:/a/0/b | 14:/a/1 | 17:/c~1d | 23:/c~1d | 24:/c~1d/e~0f | 30:/c~1d/e~0f""",
        string.Join(
            " | ",
            TextPointers.Of("""{"a":[{"b":1},2],"c/d":{"e~f":3}}""")
                .OrderBy(pointer => pointer.Key)
                .Select(pointer => $"{pointer.Key}:{pointer.Value}")));
}
