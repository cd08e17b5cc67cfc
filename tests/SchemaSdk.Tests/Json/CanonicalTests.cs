using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tests.Json;

/// <summary>Equal JSON values must have the same canonical form.</summary>
public class CanonicalTests
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.Default };

    [Theory]
    [InlineData("""{ "b" : 1.0, "a" : [ true , null ] }""", """{"a":[true,null],"b":1}""")]
    [InlineData("""{"b":{"d":1,"c":2},"aa":3,"a":4,"B":5}""", """{"B":5,"a":4,"aa":3,"b":{"c":2,"d":1}}""")]
    [InlineData("""{"a":1,"a":0}""", """{"a":1,"a":0}""")]
    [InlineData("[]", "[]")]
    [InlineData("[{},[ ]]", "[{},[]]")]
    public void Members_are_sorted_by_name_and_written_without_white_space(string json, string expected) =>
        Assert.Equal(expected, Of(json));

    [Theory]
    [InlineData("-0.0", "0")]
    [InlineData("100", "100")]
    [InlineData("1e2", "100")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("15e-1", "1.5")]
    [InlineData("1.5e3", "1500")]
    [InlineData("0.0000012", "0.0000012")]
    [InlineData("0.00000012", "1.2e-7")]
    [InlineData("100000000000000000000", "100000000000000000000")]
    [InlineData("1E+21", "1e+21")]
    [InlineData("1234567890123456789012", "1.234567890123456789012e+21")]
    [InlineData("0.12345678901234567890123", "0.12345678901234567890123")]
    public void A_number_has_one_spelling_with_all_its_digits(string json, string expected) => Assert.Equal(expected, Of(json));

    [Theory]
    [InlineData("""\u0061\/\u00E9\u591c\uD83D\uDE00""", "a/é夜😀")]
    [InlineData("""\u0022\u005c\u000A\u000d\u0009\u0008\u000c""", """\"\\\n\r\t\b\f""")]
    [InlineData("""\"\\\n\r\t\b\f""", """\"\\\n\r\t\b\f""")]
    [InlineData("""\u001F\u0000""", """\u001f\u0000""")]
    [InlineData("""\uDC00\uD800\uD800\uDC00\uDBFFa""", """\udc00\ud800𐀀\udbffa""")]
    public void A_string_is_written_with_as_few_escapes_as_possible(string text, string expected) =>
        Assert.Equal($"\"{expected}\"", Of($"\"{text}\""));

    [Fact]
    public void Only_equal_values_have_the_same_form_and_they_have_the_same_hash() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (value, other) = (ValueOf(random, 4), ValueOf(random, 4));
            var (json, otherJson, respelled) = (value.ToJsonString(), other.ToJsonString(), Respelled(value, random));
            var canonical = Of(json);
            var areEqual = JsonNode.DeepEquals(value, other);

            Assert.Equal(canonical, Of(respelled));
            Assert.Equal(canonical, Of(canonical));
            Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(canonical)));
            Assert.Equal(areEqual, canonical == Of(otherJson));
            Assert.Equal(areEqual, JsonEquality.AreEqual(Encoding.UTF8.GetBytes(json), Encoding.UTF8.GetBytes(otherJson)));
            Assert.True(JsonEquality.AreEqual(Encoding.UTF8.GetBytes(json), Encoding.UTF8.GetBytes(respelled)));
            Assert.Equal(JsonEquality.HashOf(Encoding.UTF8.GetBytes(json)), JsonEquality.HashOf(Encoding.UTF8.GetBytes(respelled)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static string Of(string json)
    {
        using var writer = CanonicalWriter.Of(Encoding.UTF8.GetBytes(json));
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static JsonNode ValueOf(Random random, int depth) => random.Next(depth == 0 ? 3 : 5) switch
    {
        0 => JsonValue.Create(random.Next(4) * Math.Pow(10, random.Next(-9, 25))),
        1 => JsonValue.Create(TextOf(random)),
        2 => JsonValue.Create(random.Next(2) == 0),
        3 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => ValueOf(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(6)).Select(_ => TextOf(random)).Distinct()
            .Select(name => KeyValuePair.Create(name, (JsonNode?)ValueOf(random, depth - 1)))),
    };

    private static string TextOf(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => (string[])["a", "é", "\"", "\n", "/", "😀", "\u0001", "夜"])
            .Select(texts => texts[random.Next(texts.Length)]));

    private static string Respelled(JsonNode value, Random random)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, Indented))
        {
            Write(writer, value, random);
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonNode value, Random random)
    {
        switch (value)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, member) in members.OrderBy(_ => random.Next()))
                {
                    writer.WritePropertyName(name);
                    Write(writer, member!, random);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item!, random);
                }

                writer.WriteEndArray();
                break;
            case JsonValue number when number.TryGetValue<double>(out var real):
                var text = real.ToString("R", CultureInfo.InvariantCulture);
                writer.WriteRawValue(text.Contains('E') ? text.Replace('E', 'e') : text.Contains('.') ? $"{text}00" : $"{text}.0e+00");
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
