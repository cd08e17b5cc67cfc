using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tests.Json;

/// <summary>Rules must accept as JSON exactly what the reader of System.Text.Json accepts.</summary>
public class CursorTests
{
    // With the first rules, the cursor skips the whole text. With the second, it looks up each name and visits each value.
    private static readonly InputRules[] Rules =
    [
        new("Input: anything"),
        new("""
            Input:
                a: see Input
                "b c": see Input
                "é": see Input
                others: see Input
                item: see Input
            """),
    ];

    private static readonly string[] Atoms =
    [
        "null", "true", "false", "0", "-0.5e+10", "12345678901234567890", "\"\"", "\"\\u00e9\\\"\\\\\"", "\"\\ud800\"", "\"夜\"",
        "\"a text of more than sixteen bytes\"", "\"sixteen bytes, \\n\"", "{}", "[]",
    ];

    private static readonly string[] Names = ["\"a\"", "\"b c\"", "\"\\u00e9\"", "\"b\\u0020c\"", "\"\"", "\"other\"", "\"\\udc00\""];

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

    [Fact]
    public void Random_text_is_accepted_if_the_reader_accepts_it() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed => AssertSame(Encoding.UTF8.GetBytes(TextOf(new Random(seed)))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    public void Text_may_be_nested_as_deeply_as_the_reader_allows(int depth)
    {
        AssertSame(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)));
        AssertSame(Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1)));
    }

    [Theory]
    [InlineData("]")]
    [InlineData("")]
    public void Broken_deep_text_has_the_error_of_the_reader(string end) =>
        AssertSame(Encoding.UTF8.GetBytes(new string('[', 100) + "{\"a\"" + end));

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
        foreach (var rules in Rules)
        {
            Assert.Equal(expected, rules.Check(utf8Json).Select(static error => (error.JsonPointer, error.Rule, error.Message)));
        }
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

    // Half of the returned strings have up to three wrong characters.
    private static string TextOf(Random random)
    {
        const string Marks = "{}[]:,\"\\0123456789.-+eEu \ntrfalsn\u0001é";
        var text = new StringBuilder(ValueOf(random, 5));
        for (var changes = random.Next(2) * random.Next(1, 4); changes > 0; changes--)
        {
            var (at, mark) = (random.Next(text.Length), Marks[random.Next(Marks.Length)]);
            _ = random.Next(2) == 0 ? text.Insert(at, mark) : text.Replace(text[at], mark, at, 1);
        }

        return text.ToString();
    }

    private static string ValueOf(Random random, int depth)
    {
        var kind = depth == 0 ? 0 : random.Next(3);
        var parts = Enumerable.Range(0, kind == 0 ? 0 : random.Next(4)).Select(_ =>
            (kind == 1 ? $"{Of(Names)}{Of("", " ")}:" : "") + ValueOf(random, depth - 1));
        return Of("", "", " ", "\n\t ", "\r\n") + kind switch
        {
            0 => Of(Atoms),
            1 => $"{{{string.Join(',', parts)} }}",
            _ => $"[{string.Join(',', parts)}]",
        };

        string Of(params string[] values) => values[random.Next(values.Length)];
    }
}
