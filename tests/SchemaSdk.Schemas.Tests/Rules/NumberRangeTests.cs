using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests that a schema's bounds are read exactly, and that several bounds give the narrowest range.</summary>
public class NumberRangeTests
{
    [Theory]
    [InlineData("{}", " to ")]
    [InlineData("""{"minimum":1}""", "minimum 1 to ")]
    [InlineData("""{"exclusiveMinimum":1}""", "exclusiveMinimum 1 to ")]
    [InlineData("""{"maximum":2.5}""", " to maximum 2.5")]
    [InlineData("""{"exclusiveMaximum":2.5}""", " to exclusiveMaximum 2.5")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":0}""", "minimum 1 to ")]
    [InlineData("""{"minimum":0,"exclusiveMinimum":1}""", "exclusiveMinimum 1 to ")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":1}""", "exclusiveMinimum 1 to ")]
    [InlineData("""{"maximum":1,"exclusiveMaximum":2}""", " to maximum 1")]
    [InlineData("""{"maximum":2,"exclusiveMaximum":1}""", " to exclusiveMaximum 1")]
    [InlineData("""{"minimum":"1","maximum":1e300}""", " to ")]
    public void The_narrowest_bounds_count(string schema, string expected)
    {
        var range = Of(schema);

        Assert.Equal(expected, $"{Text(range.Least)} to {Text(range.Most)}");
    }

    [Fact]
    public void Schemas_that_apply_together_have_the_narrowest_bounds_of_all()
    {
        var (one, other) = (Read("""{"minimum":1,"maximum":9}"""), Read("""{"exclusiveMinimum":1,"maximum":10}"""));

        var range = NumberRange<decimal>.Of(name => NumberBounds.Of(one[name]), name => NumberBounds.Of(other[name]));

        Assert.Equal("exclusiveMinimum 1 to maximum 9", $"{Text(range.Least)} to {Text(range.Most)}");
    }

    [Theory]
    [InlineData("""{"minimum":1}""", false)]
    [InlineData("""{"minimum":1,"maximum":1}""", false)]
    [InlineData("""{"minimum":1,"exclusiveMaximum":1}""", true)]
    [InlineData("""{"exclusiveMinimum":1,"maximum":1}""", true)]
    [InlineData("""{"exclusiveMinimum":1,"exclusiveMaximum":2}""", false)]
    [InlineData("""{"minimum":2,"maximum":1}""", true)]
    public void A_range_is_empty_if_it_contains_no_number(string schema, bool isEmpty) =>
        Assert.Equal(isEmpty, Of(schema).IsEmpty);

    [Theory]
    [InlineData(nameof(Limit.AtLeast), "3 4")]
    [InlineData(nameof(Limit.Above), "4")]
    [InlineData(nameof(Limit.AtMost), "2 3")]
    [InlineData(nameof(Limit.Below), "2")]
    public void A_limit_includes_the_numbers_on_its_side(string kind, string expected)
    {
        var limit = new NumberLimit<int>(Enum.Parse<Limit>(kind), 3);

        Assert.Equal(expected, string.Join(' ', new[] { 2, 3, 4 }.Where(limit.Has)));
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("1e3", "1000")]
    [InlineData("-2.5e-3", "-0.0025")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("7.8e28", "78000000000000000000000000000")]
    public void A_number_keeps_its_digits(string json, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), BoundOf(json));

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("-79228162514264337593543950336")]
    [InlineData("8e28")]
    [InlineData("-8e28")]
    [InlineData("1e-40")]
    [InlineData("-1e-40")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void A_number_outside_the_range_of_a_decimal_is_not_a_bound(string json) => Assert.Null(BoundOf(json));

    private static NumberRange<decimal> Of(string schema) => NumberRange<decimal>.Of(name => NumberBounds.Of(Read(schema)[name]));

    private static JsonObject Read(string schema) => (JsonObject)JsonParser.Read(schema, "input.json");

    private static string Text(NumberLimit<decimal>? limit) =>
        limit is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{limit.Keyword} {limit.Number}");

    private static decimal? BoundOf(string json) => NumberBounds.Of(JsonParser.Read(json, "input.json"));
}
