using System.Globalization;

namespace SchemaSdk.Tests.Json;

public sealed class ScalarCodecTests
{
    [Theory]
    [InlineData("0", false)]
    [InlineData("-0", true)]
    [InlineData("-170141183460469231731687303715884105728", false)]
    [InlineData("5.0", true)]
    public void A_large_integer_keeps_its_text_if_writing_it_would_change_the_text(string json, bool isKept)
    {
        var (isRead, _, respelled) = TryRead<Codec.Int128, Int128>(JsonOf.Reader(json));

        Assert.Equal((true, isKept), (isRead, respelled));
    }

    [Theory]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("100000000000000000000.0", "100000000000000000000")]
    [InlineData("-1.8446744073709552e+19", "-18446744073709552000")]
    [InlineData("1e39", null)]
    [InlineData("1e999999999", null)]
    [InlineData("0.5", null)]
    public void A_large_integer_is_read_in_any_notation(string json, string? digits)
    {
        var (isRead, value, respelled) = TryRead<Codec.Int128, Int128>(JsonOf.Reader(json));

        Assert.Equal(digits, isRead && respelled ? value.ToString(CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData("\"half \\ud83d\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"not known yet\\nask support\"")]
    [InlineData("\"C:\\\\data\\\\out\\\\file.mp4\"")]
    [InlineData("\"2026-01-31T12:00:00Z\\\", or later\"")]
    [InlineData("5")]
    public void A_value_that_is_not_a_date_is_not_read_and_does_not_throw(string json) =>
        Assert.False(TryRead<Codec.DateTimeOffset, DateTimeOffset>(JsonOf.Reader(json)).IsRead);

    [Theory]
    [InlineData("\"2026-01-31T12:00:00Z\"", 12, true)]
    [InlineData("\"2026-01-31t12:00:00.000z\"", 12, true)]
    [InlineData("\"2026-01-31T12:00:00\"", 12)]
    [InlineData("\"2026-01-31t12:00:00.000\"", 12)]
    [InlineData("\"2026-01-31\"", 0)]
    public void A_date_is_read_in_segments_too_and_is_in_UTC_in_every_time_zone_if_it_has_no_offset(
        string json, int hour, bool inSegments = false)
    {
        var reader = inSegments ? JsonOf.ReaderInSegments(json) : JsonOf.Reader(json);

        var (isRead, date, _) = TryRead<Codec.DateTimeOffset, DateTimeOffset>(reader);

        Assert.Equal((true, new DateTimeOffset(2026, 1, 31, hour, 0, 0, TimeSpan.Zero)), (isRead, date));
    }

    private static (bool IsRead, T? Value, bool IsRespelled) TryRead<TCodec, T>(Utf8JsonReader reader)
        where TCodec : IJsonCodec<T>
    {
        var respelled = false;
        return (TCodec.TryRead(ref reader, out var value, ref respelled), value, respelled);
    }
}
