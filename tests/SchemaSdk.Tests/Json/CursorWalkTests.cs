using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>Whichever way the cursor moves over JSON, it must see the same tokens as the reader of System.Text.Json.</summary>
public class CursorWalkTests
{
    private static readonly Utf8Texts Known = new(["a", "b c", "é", "夜", "\"", "name"]);

    private static readonly string[] Atoms =
    [
        "null", "true", "false", "0", "-0.5e+10", "12345678901234567890", "\"\"", "\"a\"", "\"\\u00e9\\\"\\\\\"", "\"\\ud800\"", "\"夜\"",
        "\"a text of more than sixteen bytes\"", "\"sixteen bytes, \\n\"", "{}", "[]",
    ];

    private static readonly string[] Names =
        ["\"a\"", "\"b c\"", "\"\\u00e9\"", "\"夜\"", "\"\\\"\"", "\"n\\u0061me\"", "\"\"", "\"other\"", "\"\\udc00\""];

    private static readonly string[] Spaces = ["", "", "", " ", "\n\t ", "\r\n"];

    private enum Way
    {
        Leave,
        Skip,
        Enter,
    }

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    // The seeds for JSON, damage and walks. FsCheck prints the seed that fails.
    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void A_walk_sees_what_the_reader_sees() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var json = Encoding.UTF8.GetBytes(Text(random, 5));
            Assert.Equal(ByReader(json, seed), ByCursor(json, seed, isByNames: false));
            Assert.Equal(ByReader(json, seed), ByCursor(json, seed, isByNames: true));
        }).Check(Config);

    [Fact]
    public void A_walk_over_broken_text_throws() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var text = new StringBuilder(Text(random, 4));
            const string Marks = "{}[]:,\"\\0123456789.-+eEu \ntrfalsn\u0001é";
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var (at, mark) = (random.Next(text.Length), Marks[random.Next(Marks.Length)]);
                _ = random.Next(2) == 0 ? text.Insert(at, mark) : text.Replace(text[at], mark, at, 1);
            }

            var json = Encoding.UTF8.GetBytes(text.ToString());
            if (IsJson(json))
            {
                Assert.Equal(ByReader(json, seed), ByCursor(json, seed, isByNames: false));
            }
            else
            {
                Assert.Throws<JsonException>(() => ByCursor(json, seed, isByNames: false));
                Assert.Throws<JsonException>(() => ByCursor(json, seed, isByNames: true));
            }
        }).Check(Config);

    private static List<string> ByCursor(byte[] json, int seed, bool isByNames)
    {
        var seen = new List<string>();
        var ways = new Random(seed);
        var cursor = new JsonCursor(json);
        cursor.ReadValue();
        Walk(ref cursor);
        cursor.Skip();
        cursor.ExpectEnd();
        return seen;

        void Walk(ref JsonCursor cursor)
        {
            seen.Add(Seen(cursor));
            var way = WayOf(ways);
            var isInside = false;
            if (way == Way.Skip)
            {
                cursor.Skip();
            }
            else if (way == Way.Enter && cursor.TokenType == JsonTokenType.StartObject)
            {
                WalkMembers(ref cursor);
            }
            else if (way == Way.Enter && cursor.TokenType == JsonTokenType.StartArray)
            {
                while (cursor.NextItem(ref isInside))
                {
                    Walk(ref cursor);
                }
            }
        }

        void WalkMembers(ref JsonCursor cursor)
        {
            var (isInside, member) = (false, -1);
            while (isByNames ? Next(ref cursor, ref isInside, ref member) : cursor.NextMember(ref isInside))
            {
                if (isByNames)
                {
                    seen.Add(member.ToString(CultureInfo.InvariantCulture));
                    WayOf(ways);
                    Walk(ref cursor);
                    continue;
                }

                seen.Add(Known.Find(cursor).ToString(CultureInfo.InvariantCulture));
                if (WayOf(ways) == Way.Leave)
                {
                    var value = cursor;
                    value.ToValue();
                    Walk(ref value);
                }
                else
                {
                    cursor.ToValue();
                    Walk(ref cursor);
                }
            }
        }

        // Reads the next member with a random guess of its name, because the cursor must not depend on a correct guess.
        bool Next(ref JsonCursor cursor, ref bool isInside, ref int member)
        {
            member = new Random(seed + seen.Count).Next(-1, Known.Values.Length + 1);
            return cursor.NextMember(ref isInside, Known, ref member);
        }
    }

    private static List<string> ByReader(byte[] json, int seed)
    {
        var seen = new List<string>();
        var ways = new Random(seed);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Walk(ref reader);
        return seen;

        void Walk(ref Utf8JsonReader reader)
        {
            seen.Add(Seen(reader));
            var way = WayOf(ways);
            if (way != Way.Enter)
            {
                reader.Skip();
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                {
                    if (reader.TokenType == JsonTokenType.PropertyName)
                    {
                        seen.Add(Known.Find(ref reader).ToString(CultureInfo.InvariantCulture));
                        WayOf(ways);
                        reader.Read();
                    }

                    Walk(ref reader);
                }
            }
        }
    }

    private static Way WayOf(Random ways) => (Way)Math.Min(ways.Next(5), (int)Way.Enter);

    private static string Seen(in JsonCursor cursor) =>
        Seen(cursor.TokenType, cursor.TokenStartIndex, cursor.ValueIsEscaped, cursor.ValueSpan);

    private static string Seen(in Utf8JsonReader reader) =>
        Seen(reader.TokenType, reader.TokenStartIndex, reader.ValueIsEscaped, reader.ValueSpan);

    private static string Seen(JsonTokenType type, long start, bool isEscaped, ReadOnlySpan<byte> value) => type switch
    {
        JsonTokenType.Number => $"{start} {type} {Encoding.UTF8.GetString(value)}",
        JsonTokenType.String => $"{start} {type} {isEscaped} {Encoding.UTF8.GetString(value)}",
        _ => $"{start} {type}",
    };

    private static bool IsJson(byte[] json)
    {
        try
        {
            JsonDocument.Parse(json).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(Random random, int depth)
    {
        var kind = depth == 0 ? 0 : random.Next(3);
        var parts = Enumerable.Range(0, kind == 0 ? 0 : random.Next(4)).Select(_ =>
            (kind == 1 ? $"{Of(Spaces)}{Of(Names)}{Of(Spaces)}:" : "") + Text(random, depth - 1));
        var text = kind switch
        {
            0 => Of(Atoms),
            1 => $"{{{string.Join(',', parts)}{Of(Spaces)}}}",
            _ => $"[{string.Join(',', parts)}{Of(Spaces)}]",
        };
        return Of(Spaces) + text + Of(Spaces);

        string Of(string[] values) => values[random.Next(values.Length)];
    }
}
