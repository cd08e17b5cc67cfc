using System.Globalization;
using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>Times that are read quickly are those that System.Text.Json reads.</summary>
public class PlainTimeTests
{
    [Theory]
    [InlineData("2026-05-01T10:01:03Z")]
    [InlineData("2026-05-01T10:01:03.6+00:00")]
    [InlineData("2026-05-01T10:01:03.654321+00:00")]
    [InlineData("2026-05-01T10:01:03.6543217Z")]
    [InlineData("2024-02-29T23:59:59.0000001-08:30")]
    [InlineData("1970-01-01T00:00:00+13:59")]
    [InlineData("9998-12-31T23:59:59.9999999-13:59")]
    public void A_time_as_services_write_it_is_read(string text)
    {
        Assert.True(PlainTime.TryRead(Encoding.ASCII.GetBytes(text), out var time));
        Assert.Equal(ByReader(text), time);
        Assert.Equal(ByReader(text)!.Value.Offset, time.Value.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-05-01")]
    [InlineData("2026-05-01T10:01:03")]
    [InlineData("2026-05-01T10:01:03.Z")]
    [InlineData("2026-05-01T10:01:03.12345678Z")]
    [InlineData("2026-05-01T10:01:03.1")]
    [InlineData("2026-05-01T10:01:03z")]
    [InlineData("2026-05-01T10:01:03ZZ")]
    [InlineData("2026-05-01T10:01:03+0000")]
    [InlineData("2026-05-01T10:01:03+00-00")]
    [InlineData("2026-05-01T10:01:03+14:00")]
    [InlineData("2026-05-01T10:01:03+00:60")]
    [InlineData("2026-05-01 10:01:03Z")]
    [InlineData("2026/05-01T10:01:03Z")]
    [InlineData("2026-05/01T10:01:03Z")]
    [InlineData("2026-05-01T10.01:03Z")]
    [InlineData("2026-05-01T10:01.03Z")]
    [InlineData("2025-02-29T10:01:03Z")]
    [InlineData("2026-00-01T10:01:03Z")]
    [InlineData("2026-13-01T10:01:03Z")]
    [InlineData("2026-05-00T10:01:03Z")]
    [InlineData("2026-05-01T24:01:03Z")]
    [InlineData("2026-05-01T10:60:03Z")]
    [InlineData("2026-05-01T10:01:60Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2o26-05-01T10:01:03Z")]
    [InlineData("202:-05-01T10:01:03Z")]
    [InlineData("2026-05-01T10:01:0/Z")]
    public void Every_other_spelling_is_left_to_a_reader(string text) =>
        Assert.False(PlainTime.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Times_that_a_program_writes_are_read_to_the_tick()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var ticks = random.NextInt64(new DateTime(1971, 1, 1).Ticks, new DateTime(9998, 1, 1).Ticks);
            var expected = new DateTimeOffset(ticks, TimeSpan.FromMinutes(random.Next(-13 * 60, 13 * 60)));

            Assert.True(PlainTime.TryRead(Encoding.ASCII.GetBytes(expected.ToString("O", CultureInfo.InvariantCulture)), out var time));
            Assert.Equal(expected, time);
            Assert.Equal(expected.Offset, time.Value.Offset);
        }
    }

    private static DateTimeOffset? ByReader(string text) => JsonSerializer.Deserialize<DateTimeOffset?>($"\"{text}\"");
}
