using System.Reflection;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that a received value that does not fit its property is kept, and is shown unchanged in errors.</summary>
public class ReadValueTests
{
    private const string Schema = """
        { "type": "object", "required": ["any", "count", "wide", "scale", "at", "text", "list", "a/b~c", "maybe"], "properties": {
          "any": {}, "count": { "type": "integer", "minimum": 0, "maximum": 9 }, "wide": { "type": "integer" },
          "scale": { "type": "number" },
          "at": { "type": "string", "format": "date-time" }, "text": { "type": "string" },
          "list": { "type": "array", "items": { "type": "string" } },
          "a/b~c": { "type": "boolean" }, "maybe": { "anyOf": [{ "type": ["string", "null"] }, { "type": "integer" }] } } }
        """;

    private static readonly Lazy<Type> Output = new(() => GeneratorRun.OfModel(GeneratorRun.Small, Schema).TypeOf("AOutput"));

    [Theory]
    [InlineData("Wide", "wide", "9223372036854775808")]
    [InlineData("Wide", "wide", "1e300")]
    [InlineData("Wide", "wide", "1.5")]
    [InlineData("Count", "count", "2147483648")]
    [InlineData("Scale", "scale", "1e400")]
    [InlineData("Scale", "scale", "null")]
    [InlineData("At", "at", "\"2016-12-31T23:59:60Z\"")]
    [InlineData("At", "at", "\"tomorrow\"")]
    [InlineData("Text", "text", "[\"a\"]")]
    [InlineData("List", "list", "[\"a\",1]")]
    [InlineData("ABC", "a/b~c", "\"yes\"")]
    public void A_value_that_does_not_fit_its_property_is_quoted_unchanged(string property, string name, string json)
    {
        var output = Read($$"""{"{{name}}":{{json}}}""");

        var pointer = "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        Assert.StartsWith(
            $"{pointer} has the value {json}, which its property cannot represent.", ErrorOf(output, property), StringComparison.Ordinal);
        Assert.Equal($$"""{"{{name}}":{{json}}}""", Write(output));
    }

    [Fact]
    public void A_long_value_is_truncated() =>
        Assert.InRange(ErrorOf(Read($$"""{"wide":"{{new string('x', 5_000)}}"}"""), "Wide").Length, 100, 300);

    [Theory]
    [InlineData("{}", "Wide", "/wide is missing from the output, although the schema requires it.")]
    [InlineData("{}", "Any", "/any is missing from the output, although the schema requires it.")]
    [InlineData(
        "[1,2]", "Wide",
        "/wide is missing from the output, although the schema requires it: the output has [1,2] where an object should be.")]
    public void A_missing_required_member_is_reported(string json, string property, string error) =>
        Assert.StartsWith(error, ErrorOf(Read(json), property), StringComparison.Ordinal);

    [Fact]
    public void A_received_null_without_a_type_is_null()
    {
        var output = Read("""{"any":null}""");

        Assert.Equal(JsonValueKind.Null, Assert.IsType<JsonElement>(Get(output, "Any")).ValueKind);
        Assert.Equal("""{"any":null}""", Write(output));
    }

    [Fact]
    public void A_received_null_that_a_branch_of_a_union_allows_is_null() => Assert.Null(Get(Read("""{"maybe":null}"""), "Maybe"));

    [Theory]
    [InlineData("2026-01-31t12:00:00z")]
    [InlineData("2026-01-31T12:00:00z")]
    [InlineData("2026-01-31t12:00:00Z")]
    [InlineData("2026-01-31t12:00:00.000+00:00")]
    [InlineData("2026-01-31\\u007412:00:00z")]
    public void A_date_in_lower_case_is_a_date(string text)
    {
        var output = Read($$"""{"at":"{{text}}"}""");

        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), Get(output, "At"));
        Assert.Equal($$"""{"at":"{{text}}"}""", Write(output));
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z", 0, "2026-01-31T12:00:00Z")]
    [InlineData("2020-01-01t00:00:00z", 0, "2026-01-31t12:00:00z")]
    [InlineData("2020-01-01T00:00:00+00:00", 0, "2026-01-31T12:00:00+00:00")]
    [InlineData("2020-01-01T00:00:00.123Z", 0, "2026-01-31T12:00:00.000Z")]
    [InlineData("2020-01-01T00:00:00.123456Z", 5_000_000, "2026-01-31T12:00:00.500000Z")]
    [InlineData("2020-01-01T00:00:00.123456789Z", 1, "2026-01-31T12:00:00.000000100Z")]
    [InlineData("2020-01-01T00:00:00.1Z", 12_3400, "2026-01-31T12:00:00.01234Z")]
    [InlineData("2020-01-01T00:00:00Z", 1, "2026-01-31T12:00:00.0000001Z")]
    [InlineData("2016-12-31T23:59:60Z", 0, "2026-01-31T12:00:00Z")]
    [InlineData("2020-01-01", 0, "2026-01-31T12:00:00+00:00")]
    [InlineData("tomorrow", 0, "2026-01-31T12:00:00+00:00")]
    public void A_new_date_is_written_in_the_format_of_the_received_one(string came, long ticks, string written)
    {
        var output = Read($$"""{"at":"{{came}}"}""");

        Set(output, "At", new DateTimeOffset(2020, 2, 2, 2, 2, 2, TimeSpan.Zero));
        Set(output, "At", new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddTicks(ticks));

        Assert.Equal(
            JsonSerializer.Serialize(
                new { at = written },
                new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            Unescaped(Write(output)));
    }

    [Fact]
    public void A_new_date_keeps_its_own_offset()
    {
        var output = Read("""{"at":"2020-01-01T00:00:00.1Z"}""");

        Set(output, "At", new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(-3.5)));

        Assert.Equal("""{"at":"2026-01-31T12:00:00.0-03:30"}""", Write(output));
    }

    [Fact]
    public void A_date_of_a_new_object_is_written_with_its_offset()
    {
        var output = Activator.CreateInstance(Output.Value)!;

        Set(output, "At", new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal("""{"at":"2026-01-31T12:00:00+00:00","maybe":null}""", Unescaped(Write(output)));
    }

    private static object Read(string json) => JsonSerializer.Deserialize(json, Output.Value)!;

    private static string Write(object value) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, Output.Value));

    private static string Unescaped(string json) => json.Replace("\\u002B", "+", StringComparison.Ordinal);

    private static object? Get(object output, string property) => Output.Value.GetProperty(property)!.GetValue(output);

    private static void Set(object output, string property, object value) => Output.Value.GetProperty(property)!.SetValue(output, value);

    private static string ErrorOf(object output, string property)
    {
        var error = Assert.Throws<TargetInvocationException>(() => Get(output, property)).InnerException;
        return Assert.IsType<InvalidOperationException>(error).Message;
    }
}
