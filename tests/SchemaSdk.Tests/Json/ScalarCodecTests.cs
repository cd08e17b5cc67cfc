using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

public sealed class ScalarCodecTests
{
    [Theory]
    [InlineData("0", false)]
    [InlineData("-0", true)]
    [InlineData("-170141183460469231731687303715884105728", false)]
    [InlineData("5.0", true)]
    public void A_large_integer_whose_text_would_change_keeps_its_text(string json, bool isKept)
    {
        Assert.True(TryRead<Codec.Int128, Int128>(json, out var respelled));
        Assert.Equal(isKept, respelled);
    }

    [Theory]
    [InlineData("\"half \\ud83d\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("5")]
    public void What_is_no_date_is_not_read_and_does_not_throw(string json) =>
        Assert.False(TryRead<Codec.DateTimeOffset, DateTimeOffset>(json, out _));

    private static bool TryRead<TCodec, T>(string json, out bool respelled)
        where TCodec : IJsonCodec<T>
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        respelled = false;
        return TCodec.TryRead(ref reader, out _, ref respelled);
    }
}
