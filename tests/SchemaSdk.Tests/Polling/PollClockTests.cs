using SchemaSdk.Polling;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Polling;

/// <summary>How often the timer of a client's polls wakes a thread.</summary>
public class PollClockTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;

    private readonly FakeTime _time = new();
    private readonly List<long> _rings = [];
    private readonly PollClock _clock;

    public PollClockTests() => _clock = new PollClock(_time, () =>
    {
        _clock!.Rang();
        _rings.Add(_clock.Now / Millisecond);
    });

    [Fact]
    public void Jobs_that_are_due_one_after_the_other_share_a_ring()
    {
        for (var due = 1; due <= 40; due++)
        {
            _clock.RingForMany(due * Millisecond);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal([1, 17, 33], _rings);
    }

    [Fact]
    public void A_job_alone_is_polled_when_it_is_due()
    {
        _clock.RingForMany(3 * Millisecond);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _clock.RingForMany(103 * Millisecond);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal([3, 103], _rings);
    }
}
