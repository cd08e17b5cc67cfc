using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>The check's own cursor takes for JSON exactly what System.Text.Json's reader takes for it.</summary>
public class CursorTests
{
    private static readonly InputRules Anything = new("Input: anything");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("-0")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1E-07")]
    [InlineData("1 2")]
    [InlineData("nul")]
    [InlineData("nulll")]
    [InlineData("true false")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\"}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("\"a")]
    [InlineData("\"a\\\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u123")]
    [InlineData("\"\u0001\"")]
    [InlineData("\"\u007f\u0085\"")]
    [InlineData("\"a\0b\"")]
    [InlineData("\0")]
    [InlineData("[1]\0")]
    [InlineData("\uFEFF[1]")]
    [InlineData(" { \"a\" : [ 1 , true , null , { } , [ ] , \"\\ud800\" ] } \r\n\t")]
    [InlineData("// note\n1")]
    public void Text_is_taken_if_the_reader_takes_it(string json) => AssertSame(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    public void Text_nests_as_deep_as_for_the_reader(int depth)
    {
        AssertSame(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)));
        AssertSame(Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1)));
    }

    [Fact]
    public void Broken_text_is_refused_as_by_the_reader()
    {
        var random = new Random(20261121);
        var samples = new[]
        {
            """{"prompt":"a \"cat\" \u00e9","duration":8,"cfg_scale":0.5e-1,"list":[{"a":[]},null,true,-0.0,[[1]]],"x":{}}""",
            """[ "é", 1E+3 , { "a" : { "b" : [ false ] } } ]""",
        };
        const string marks = "{}[]:,\"\\0123456789.-+eEu \ntrfalsn\u0001é";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(samples[i % samples.Length]);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, 1),
                    1 => text.Insert(at, marks[random.Next(marks.Length)]),
                    _ => text.Replace(text[at], marks[random.Next(marks.Length)], at, 1),
                };
            }

            AssertSame(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    [Fact]
    public void Broken_text_is_refused_where_rules_look_into_it_too()
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
    }

    private static void AssertSame(byte[] utf8Json)
    {
        var errors = Anything.Check(utf8Json);

        Assert.True(Utf8.IsValid(utf8Json));
        Assert.Equal(Refusal(utf8Json), errors.Count == 0 ? null : Assert.Single(errors).Message);
    }

    private static string? Refusal(byte[] utf8Json)
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
