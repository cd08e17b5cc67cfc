using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>Rules must accept as JSON exactly what the reader of System.Text.Json accepts.</summary>
public class CursorTests
{
    private static readonly InputRules Anything = new("Input: anything");

    public static TheoryData<string> Texts =>
    [
        "", " ", "01", "-", "-0", "1.", ".5", "1e", "1e+", "1E-07", "1 2", "{\"a\":NaN}", "{\"a\":'a'}", "{\"a\":1}}", "{\"a\":1} {}",
        "nul", "nulll", "true false", "[1,]", "[,1]", "[1 2]", "[1}", "{\"a\":1,}", "{\"a\" 1}", "{\"a\"}", "{a:1}", "{\"a\":1]", "\"a",
        "\"a\\\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u123", "\"\u0001\"", "\"\u007f\u0085\"", "\"a\0b\"", "\0", "[1]\0", "\uFEFF[1]",
        " { \"a\" : [ 1 , true , null , { } , [ ] , \"\\ud800\" ] } \r\n\t", "// note\n1"
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_is_accepted_if_the_reader_accepts_it(string json) => AssertSame(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    public void Text_may_be_nested_as_deeply_as_the_reader_allows(int depth)
    {
        AssertSame(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)));
        AssertSame(Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1)));
    }

    [Fact]
    public void Broken_text_is_one_error_even_if_rules_are_broken_before_it()
    {
        var rules = new InputRules("""
            Input: array, unique items
                contains: among [1]
                item: any of
                    - integer
                    - array
            """);

        Assert.Equal("json", Assert.Single(rules.Check("[[1],[2],[3,}]]"u8)).Rule);
        Assert.Equal("json", Assert.Single(rules.Check("[1,1,[1"u8)).Rule);
        Assert.Equal("json", Assert.Single(VideoRules.Check("""{"duration":99,"x":[1,}"""u8)).Rule);
    }

    private static void AssertSame(byte[] utf8Json)
    {
        (string, string, string)[] expected = ErrorOfReader(utf8Json) is { } message ? [("", "json", message)] : [];

        Assert.True(Utf8.IsValid(utf8Json));
        Assert.Equal(expected, Anything.Check(utf8Json).Select(static error => (error.JsonPointer, error.Rule, error.Message)));
    }

    private static string? ErrorOfReader(byte[] utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = 256 });
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException error)
        {
            return $"The input is not JSON: {error.Message}";
        }
    }
}
