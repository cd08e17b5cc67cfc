using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Tests.Json;

/// <summary>Tests which strings are parsed as JSON, and the error's position, length and message for any other string.</summary>
public class JsonParserTests
{
    [Theory]
    [InlineData(" \t\r\n[ 1 , 2 ]\n", "[1,2]")]
    [InlineData("\uFEFF{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("[[],[[]],{}]", "[[],[[]],{}]")]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "{\"b\":2,\"a\":3}")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"")]
    [InlineData("\"a\\u0041b\\u00e9\\u00E9\"", "\"aAbéé\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\"😀\"")]
    [InlineData("\"\\ud83d\"", "\"\uFFFD\"")]
    [InlineData("\"\\ude00\\ud83d\"", "\"\uFFFD\uFFFD\"")]
    [InlineData("\"a\\ud83db\\ud83d\\ude00\"", "\"a\uFFFDb😀\"")]
    [InlineData("\"\\u0000\\u001f\\u0085\\u2028\\u2029 \\u007f\"", "\"\\u0000\\u001f\\u0085\\u2028\\u2029 \u007f\"")]
    public void Text_is_read_as_the_JSON_standard_says(string text, string written) =>
        Assert.Equal(written, JsonParser.Read(text).ToString());

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("1.0", "1.0")]
    [InlineData("1e2", "100.0")]
    [InlineData("1e-2", "0.01")]
    [InlineData("1e30", "1E+30")]
    [InlineData("0.1e1", "1.0")]
    [InlineData("9007199254740993.0", "9007199254740993")]
    [InlineData("-9.223372036854775807E18", "-9223372036854775807")]
    [InlineData("1844674407370955161.7e1", "18446744073709551617")]
    [InlineData("1234567890123456789.5", "1.2345678901234568E+18")]
    [InlineData("0.1234567890123456789", "0.12345678901234568")]
    [InlineData("1e999", "Infinity")]
    [InlineData("-1e999", "-Infinity")]
    public void A_number_keeps_its_digits_if_its_type_can(string text, string written) =>
        Assert.Equal(written, JsonParser.Read(text).ToString());

    [Theory]
    [InlineData("", 0, 0, "The file ends where a value should be")]
    [InlineData("[1 2]", 3, 1, "Found '2' where ',' or ']' should be")]
    [InlineData("[", 1, 0, "The file ends where a value should be")]
    [InlineData("[1", 2, 0, "The file ends where ',' or ']' should be")]
    [InlineData("{\"a\":1 2}", 7, 1, "Found '2' where ',' or '}' should be")]
    [InlineData("{\"a\":1", 6, 0, "The file ends where ',' or '}' should be")]
    [InlineData("{\"a\" 1}", 5, 1, "Found '1' where ':' should be")]
    [InlineData("{\"a\"", 4, 0, "The file ends where ':' should be")]
    [InlineData("{1:2}", 1, 1, "Found '1' where a property name in double quotes should be")]
    [InlineData("{} {}", 3, 1, "Found '{' where the end of the file should be")]
    [InlineData("1\n2", 2, 1, "Found '2' where the end of the file should be")]
    [InlineData("tru", 0, 1, "Found 't' where a value should be")]
    [InlineData("+1", 0, 1, "Found '+' where a value should be")]
    [InlineData("-", 1, 0, "The file ends where a digit should be")]
    [InlineData("1.", 2, 0, "The file ends where a digit after '.' should be")]
    [InlineData("1e", 2, 0, "The file ends where a digit in the exponent should be")]
    [InlineData("1e+-", 3, 1, "Found '-' where a digit in the exponent should be")]
    [InlineData("01", 1, 1, "Found '1' where the end of the file should be")]
    [InlineData("\"a", 0, 1, "A string starts here and does not end")]
    [InlineData("[\"a\\\"]", 1, 1, "A string starts here and does not end")]
    [InlineData("\"a\tb\"", 2, 1, "The control character U+0009 in a string must be escaped")]
    [InlineData("\"\\", 2, 0, "The file ends where a JSON escape should be")]
    [InlineData("\"\\a\"", 2, 1, "Found 'a' where a JSON escape should be")]
    [InlineData("\"\\u123\"", 2, 1, "The escape '\\u' must have four hexadecimal digits")]
    [InlineData("\"\\u+123\"", 2, 1, "The escape '\\u' must have four hexadecimal digits")]
    [InlineData("\u0001", 0, 1, "Found the control character U+0001 where a value should be")]
    [InlineData("\u007f", 0, 1, "Found '\u007f' where a value should be")]
    [InlineData(" \uFEFF1", 1, 1, "Found '\uFEFF' where a value should be")]
    public void A_syntax_error_has_its_position_and_text(string text, int start, int length, string message) =>
        Refuses(text, start, length, message);

    [Fact]
    public void A_number_has_at_most_1000_characters()
    {
        var longest = new string('1', 1000);

        Assert.Equal(longest, JsonParser.Read(longest).ToString());
        Refuses($" -{longest}", 1, 1, "The number that starts with -1111111111111111111 has more than 1000 characters");
    }

    [Fact]
    public void A_file_nests_at_most_64_levels_and_a_written_schema_128()
    {
        Assert.Equal(Nested(64), JsonParser.Read(Nested(64)).ToString());
        Assert.Equal(Nested(128), JsonParser.ReadAgain(Nested(128)).ToString());
        Assert.Equal($"[{Nested(63)},{Nested(63)}]", JsonParser.Read($"[{Nested(63)},{Nested(63)}]").ToString());
        Refuses(Nested(65), 64, 1, "The text nests deeper than 64 levels here");

        var error = Assert.Throws<JsonTextException>(() => JsonParser.ReadAgain(Nested(129)));
        Assert.Equal((128, "The text nests deeper than 128 levels here"), (error.Place.Start, error.Message));
    }

    [Fact]
    public void At_most_250000_values_are_read()
    {
        Assert.Equal(JsonParser.MaxValues - 1, ((JsonArray)JsonParser.Read($"[{Zeros(JsonParser.MaxValues - 1)}]")).Count);
        Refuses($"[{Zeros(JsonParser.MaxValues)}]", (2 * JsonParser.MaxValues) - 1, 1, "The text has more than 250000 values");
    }

    [Fact]
    public void At_most_16000000_characters_are_read()
    {
        Assert.Equal("1", JsonParser.Read("1" + new string(' ', 15_999_999)).ToString());
        Refuses("1" + new string(' ', 16_000_000), 0, 0, "The text has 16000001 characters, but the maximum is 16000000");
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Zeros(int count) => string.Join(',', Enumerable.Repeat('0', count));

    private static void Refuses(string text, int start, int length, string message)
    {
        var error = Assert.Throws<JsonTextException>(() => JsonParser.Read(text));

        Assert.Equal((start, length, message), (error.Place.Start, error.Place.Length, error.Message));
    }
}
