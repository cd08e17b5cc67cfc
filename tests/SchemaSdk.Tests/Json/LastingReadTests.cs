using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>A result, which is read from a text that lasts, is read as <see cref="JsonSerializer"/> reads the same text.</summary>
public class LastingReadTests
{
    private static readonly string[] Names =
    [
        .. EveryKind.Names.Select(name => $"\"{name}\""),
        "\"t\\u0065xt\"", "\"other\"", "\"\\ud800\"", "\"夜\"", "\"\"", "\"_1\"", "\"_2\"",
    ];

    private static readonly string[] Atoms =
    [
        "null", "true", "false", "0", "-0", "1.50", "5.0", "12", "1e3", "1e999", "2147483648", "9223372036854775808", "-0.00001",
        "1234567890123456789012345678901234567890", "\"\"", "\"one\"", "\"o\\u006ee\"", "\"three\"", "\"https://acme.example/a.png\"",
        "\"https:\\/\\/acme.example\\/é.png\"", "\"half \\ud800\"", "\"2026-05-01T10:00:00.123456+00:00\"", "\"2026-05-01t10:00:00z\"",
        "\"夜\"", "[]", "{}", "[1,2.0,3,4,5,6,7,8,9,1e1]", "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]", "[[{\"a\":[]}]]",
    ];

    private static readonly string[] Spaces = ["", "", "", "", " ", "\r\n\t"];

    private const string Marks = "{}[]:,\"\\0123456789.-+eEu \ntrfalsn\u0001\u00ff\u00c3/";

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(4_000);

    /// <summary>Seeds of texts and of their damage: FsCheck tells the one that fails.</summary>
    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void A_text_is_read_the_same() =>
        Prop.ForAll(Seeds, seed => AssertSame(Encoding.UTF8.GetBytes(Text(new Random(seed), 4)))).Check(Config);

    [Fact]
    public void A_broken_text_is_refused_or_read_the_same() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var json = Encoding.UTF8.GetBytes(Text(random, 3)).ToList();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var (at, mark) = (random.Next(json.Count), Marks[random.Next(Marks.Length)]);
                switch (random.Next(3))
                {
                    case 0: json.Insert(at, (byte)mark); break;
                    case 1: json[at] = (byte)mark; break;
                    default: json.RemoveRange(at, Math.Min(json.Count - at - 1, random.Next(1, 4))); break;
                }
            }

            AssertSame([.. json]);
        }).Check(Config);

    [Theory]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"text\":\"a\",}")]
    [InlineData("{\"files\":[\"a\",]}")]
    [InlineData("{\"text\":\"a\"}{}")]
    [InlineData("{\"text\":\"a\" // comment\n}")]
    [InlineData("{\"other\":1,\"text\":5,\"other\":2,\"last\":3,\"text\":\"a\",\"first\":null}")]
    [InlineData("{\"_1\":1,\"_2\":2,\"_3\":3,\"_4\":4,\"_5\":5,\"_6\":6,\"_7\":7,\"_8\":8,\"_9\":9,\"_1\":10}")]
    [InlineData("{\"int32\":1.0,\"_1\":1,\"int32\":2,\"_2\":2,\"int32\":\"3\",\"_1\":3}")]
    [InlineData("[{\"text\":\"a\"}]")]
    [InlineData("")]
    public void A_text_of_note_is_refused_or_read_the_same(string json) => AssertSame(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void A_text_deeper_than_the_stack_of_a_reader_is_refused_or_read_the_same() =>
        AssertSame(Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("{\"inner\":", 100)) + "{\"other\":" + new string('[', 500) + new string(']', 501)
            + new string('}', 100)));

    [Fact]
    public void Bytes_that_are_no_text_are_read_the_same() =>
        AssertSame([.. "{\"text\":\""u8, 0xC3, 0x28, .. "\",\"file\":\""u8, 0xFF, .. "\",\""u8, 0xE5, .. "\":\""u8, 0xE5, .. "\"}"u8]);

    [Fact]
    public void Unknown_members_are_left_in_the_text_until_they_are_asked_for()
    {
        var many = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"other{i}\":[{i}]"));
        var text = Encoding.UTF8.GetBytes($"{{{many}}}");
        Read(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Read(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 1, 1_000);
        Assert.Equal(99, read.AdditionalProperties["other99"][0].GetInt32());
    }

    private static EveryKind Read(byte[] json)
    {
        var cursor = new JsonCursor(new LastingText(json));
        var value = EveryKind.Read(ref cursor);
        cursor.ExpectEnd();
        return value;
    }

    private static EveryKind ReadByReader(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        var value = EveryKind.Read(ref reader);
        Assert.False(reader.Read());
        return value;
    }

    private static void AssertSame(byte[] json)
    {
        EveryKind expected;
        try
        {
            expected = ReadByReader(json);
        }
        catch (Exception refusal) when (refusal is JsonException)
        {
            Assert.ThrowsAny<JsonException>(() => Read(json));
            return;
        }

        // What is written last is read from members that a copy shares, and that were left in the text until then.
        var read = Read(json);
        var copy = read with { };
        Assert.Equal(expected.Held, read.Held);
        Assert.Equal(JsonOf.Text(expected), JsonOf.Text(read));
        Assert.Equal(Others(expected), Others(read));
        Assert.Equal(JsonOf.Text(expected), JsonOf.Text(copy));
        Assert.Equal(Others(expected), Others(copy));
    }

    private static IEnumerable<string> Others(EveryKind value) =>
        value.AdditionalProperties.Select(member => $"{member.Key}: {Convert.ToHexString(JsonMarshal.GetRawUtf8Value(member.Value))}");

    private static string Text(Random random, int depth)
    {
        var members = Enumerable.Range(0, random.Next(8)).Select(_ => $"{Of(Spaces)}{Of(Names)}{Of(Spaces)}:{Value(depth - 1)}");
        return $"{Of(Spaces)}{{{string.Join(',', members)}{Of(Spaces)}}}{Of(Spaces)}";

        string Value(int depth) => Of(Spaces) + (depth == 0 ? 0 : random.Next(6)) switch
        {
            1 => Text(random, depth),
            2 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth - 1)))}{Of(Spaces)}]",
            3 => $"[{string.Join(',', Enumerable.Range(0, random.Next(7)).Select(_ => Text(random, depth)))}]",
            _ => Of(Atoms),
        } + Of(Spaces);

        string Of(string[] values) => values[random.Next(values.Length)];
    }
}
