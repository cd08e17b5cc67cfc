using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tests.Json;

public class KeywordTests
{
    [Theory]
    [InlineData("50e-1", "integer")]
    [InlineData("1e400", "integer")]
    [InlineData("-0.0", "integer")]
    [InlineData("5.5", "integer", "integer")]
    [InlineData("1e-400", "integer", "integer")]
    [InlineData("5", "string or null", "string or null")]
    [InlineData("[1]", "object or boolean", "boolean or object")]
    public void A_value_of_another_type_is_an_error(string json, string types, string? allowed = null)
    {
        (string?, string?)[] expected = allowed is null ? [] : [(json, allowed)];

        Assert.Equal(expected, JsonOf.Check(json, $"Input: {types}").Select(static error => (error.Value, error.Allowed)));
    }

    [Theory]
    [InlineData("2.9999999999999999999999", "3", -1)]
    [InlineData("3.0000000000000000000001", "3", 1)]
    [InlineData("9223372036854775807", "9223372036854775807", 0)]
    [InlineData("9223372036854775808", "9223372036854775807", 1)]
    [InlineData("-9223372036854775809", "-9223372036854775808", -1)]
    [InlineData("1e999999999", "9223372036854775807", 1)]
    [InlineData("1e-999999999", "0", 1)]
    [InlineData("0e5", "0", 0)]
    [InlineData("0.1000000000000000000001", "0.1", 1)]
    [InlineData("1e400", "1E+308", 1)]
    [InlineData("-1e400", "1E+308", -1)]
    [InlineData("-0.0", "0", 0)]
    [InlineData("1e-400", "0", 1)]
    [InlineData("10000000000000001", "1E+16", 1)]
    public void A_number_is_compared_with_a_bound_exactly(string json, string bound, int order)
    {
        Assert.Equal(order < 0, HasError(json, $"at least {bound}"));
        Assert.Equal(order > 0, HasError(json, $"at most {bound}"));
        Assert.Equal(order <= 0, HasError(json, $"above {bound}"));
        Assert.Equal(order >= 0, HasError(json, $"below {bound}"));
        Assert.Equal(order != 0, HasError(json, $"{bound}..{bound}"));
    }

    [Theory]
    [InlineData("0.3", 0.1, true)]
    [InlineData("19.99", 0.01, true)]
    [InlineData("0.35", 0.1, false)]
    [InlineData("0", 7, true)]
    [InlineData("1e308", 0.0001, true)]
    [InlineData("1e308", 3, false)]
    [InlineData("123456789012345678901234567890", 10, true)]
    [InlineData("123456789012345678901234567891", 10, false)]
    [InlineData("1e-7", 1, false)]
    [InlineData("1.5e3", 0.25, true)]
    [InlineData("5", 0, true)]
    public void A_multiple_is_recognized_exactly(string json, double divisor, bool isValid) =>
        Assert.NotEqual(isValid, HasError(json, string.Create(CultureInfo.InvariantCulture, $"multiple of {divisor}")));

    [Theory]
    [InlineData("\"\"", 0)]
    [InlineData("\"abc\"", 3)]
    [InlineData("\"日本\"", 2)]
    [InlineData("\"😀é\"", 2)]
    [InlineData("\"\\ud83d\\ude00\"", 1)]
    [InlineData("\"\\u0061\\n\\\\\\\"\"", 4)]
    [InlineData("\"\\ud83d\"", 1)]
    [InlineData("\"\\ud83dx\\ude00\"", 3)]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"", 2)]
    [InlineData("\"\\\\ud83d\\\\ude00\"", 12)]
    public void A_length_is_a_number_of_code_points(string json, int length)
    {
        Assert.Equal(length < 3, HasError(json, "3 or more characters"));
        Assert.False(HasError(json, $"{length} or more characters"));
        Assert.False(HasError(json, $"0..{length} characters"));
        Assert.True(length == 0 || HasError(json, $"0..{length - 1} characters"));
        Assert.True(HasError(json, $"{length + 1} or more characters"));
    }

    [Theory]
    [InlineData("\"\\u0031\\u0036:9\"", false)]
    [InlineData("\"\\ud83d:9\"", true)]
    public void An_enum_value_may_be_escaped_but_not_contain_half_a_surrogate_pair(string json, bool hasError) =>
        Assert.Equal(hasError, HasError(json, "one of \"9:16\" \"16:9\""));

    [Theory]
    [InlineData("\"\"", "1..9 characters", "at least 1 character", "not 0.")]
    [InlineData("\"\"", "2..9 characters", "at least 2 characters", "not 0.")]
    [InlineData("[]", "1..9 items", "at least 1 item", "not 0.")]
    [InlineData("[1,2]", "0..1 items", "at most 1 item", "not 2.")]
    [InlineData("[1]", "0..0 items", "at most 0 items", "not 1.")]
    [InlineData("{}", "1..9 members", "at least 1 member", "not 0.")]
    [InlineData("{\"a\":1,\"b\":2}", "0..1 members", "at most 1 member", "not 2.")]
    public void A_message_uses_the_singular_only_for_a_limit_of_one(string json, string rule, string allowed, string count)
    {
        var error = Assert.Single(JsonOf.Check(json, $"Input: {rule}"));

        Assert.Equal((allowed, $"The input is {json}; it must have {allowed}, {count}"), (error.Allowed, error.Message));
    }

    [Fact]
    public void Random_numbers_are_compared_exactly()
    {
        var numbers =
            from digits in Gen.Choose(-999, 999)
            from exponent in Gen.Choose(-4, 25)
            select (Text: $"{digits}e{exponent}", Exact: digits * BigInteger.Pow(10, exponent + 4));
        var pairs = Gen.Two(numbers);

        Prop.ForAll(pairs.ToArbitrary(), static pair =>
        {
            var left = new JsonNumber(Encoding.ASCII.GetBytes(pair.Item1.Text));
            var right = new JsonNumber(Encoding.ASCII.GetBytes(pair.Item2.Text));
            return JsonNumber.Compare(left, right) == pair.Item1.Exact.CompareTo(pair.Item2.Exact);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Multiples_of_random_numbers_are_recognized_exactly()
    {
        var pairs =
            from value in Gen.Choose(-100_000, 100_000)
            from divisor in Gen.Choose(1, 500)
            from digits in Gen.Choose(0, 4)
            select (value, divisor, digits);

        Prop.ForAll(pairs.ToArbitrary(), static pair =>
        {
            var number = Encoding.ASCII.GetBytes(Shift(pair.value, pair.digits));
            var divisor = Encoding.ASCII.GetBytes(Shift(pair.divisor, pair.digits));
            return new JsonNumber(number).IsMultipleOf(new JsonNumber(divisor)) == (pair.value % pair.divisor == 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static string Shift(int value, int digits) => (value / (decimal)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture);

    private static bool HasError(string json, string rule) => JsonOf.Check(json, $"Input: {rule}").Count == 1;
}
