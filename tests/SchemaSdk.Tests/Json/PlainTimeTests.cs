using System.Globalization;
using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>The fast reader of times must agree with System.Text.Json and leave unusual spellings to it.</summary>
public class PlainTimeTests
{
    public static TheoryData<string> UsualSpellings =>
    [
        "2026-05-01T10:01:03Z", "2026-05-01T10:01:03.6+00:00", "2026-05-01T10:01:03.654321+00:00", "2026-05-01T10:01:03.6543217Z",
        "2024-02-29T23:59:59.0000001-08:30", "1970-01-01T00:00:00+13:59", "9998-12-31T23:59:59.9999999-13:59"
    ];

    [Theory]
    [MemberData(nameof(UsualSpellings))]
    public void A_time_in_a_usual_spelling_is_read(string text)
    {
        Assert.True(PlainTime.TryRead(Encoding.ASCII.GetBytes(text), out var time));
        Assert.Equal(ByReader(text), time);
        Assert.Equal(ByReader(text)!.Value.Offset, time.Value.Offset);
    }

    public static TheoryData<string> OtherSpellings =>
    [
        "", "2026-05-01", "2026-05-01T10:01:03", "2026-05-01T10:01:03.Z", "2026-05-01T10:01:03.12345678Z", "2026-05-01T10:01:03.1",
        "2026-05-01T10:01:03z", "2026-05-01T10:01:03ZZ", "2026-05-01T10:01:03+0000", "2026-05-01T10:01:03+00-00",
        "2026-05-01T10:01:03+14:00", "2026-05-01T10:01:03+00:60", "2026-05-01 10:01:03Z", "2026/05-01T10:01:03Z",
        "2026-05/01T10:01:03Z", "2026-05-01T10.01:03Z", "2026-05-01T10:01.03Z", "2025-02-29T10:01:03Z", "2026-00-01T10:01:03Z",
        "2026-13-01T10:01:03Z", "2026-05-00T10:01:03Z", "2026-05-01T24:01:03Z", "2026-05-01T10:60:03Z", "2026-05-01T10:01:60Z",
        "1969-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "2o26-05-01T10:01:03Z", "202:-05-01T10:01:03Z", "2026-05-01T10:01:0/Z"
    ];

    [Theory]
    [MemberData(nameof(OtherSpellings))]
    public void Every_other_spelling_is_left_to_System_Text_Json(string text) =>
        Assert.False(PlainTime.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void A_time_in_round_trip_format_is_read_to_the_tick()
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
