using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests which numbers can be bounds, and that no digits of a bound are lost.</summary>
public class NumberBoundTests
{
    [Theory]
    [InlineData("0.0", "0")]
    [InlineData("-2.5e-3", "-0.0025")]
    [InlineData("7.8e28", "78000000000000000000000000000")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950335")]
    public void A_number_keeps_its_digits(string json, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), BoundOf(json));

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("-79228162514264337593543950336")]
    [InlineData("8e28")]
    [InlineData("-8e28")]
    [InlineData("1e300")]
    [InlineData("1e-40")]
    [InlineData("-1e-40")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void A_number_outside_the_range_of_a_decimal_is_not_a_bound(string json) => Assert.Null(BoundOf(json));

    private static decimal? BoundOf(string json) => NumberBounds.Of(JsonParser.Read(json, "input.json"));
}
