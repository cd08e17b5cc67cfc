using SchemaSdk.Jobs.Polling;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Polling;

public sealed class PollPlacesTests : IDisposable
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;

    private readonly PollClock _clock = new(new FakeTime(), static () => { });

    public void Dispose() => _clock.Dispose();

    [Fact]
    public void Polls_are_made_together_where_many_wait_and_deadlines_are_kept_to_the_millisecond()
    {
        var places = Crowd(100);
        var (polled, late) = (new IdleJob(), new IdleJob { Timeout = TimeSpan.FromMilliseconds(1003) });

        places.Wait(polled, 1003 * Millisecond);
        places.Wait(late, 5000 * Millisecond);

        Assert.Equal((1008 * Millisecond, 1003 * Millisecond), (polled.Due, late.Due));
    }

    [Fact]
    public void A_poll_of_few_is_made_to_the_millisecond()
    {
        var polled = new IdleJob();

        Crowd(10).Wait(polled, 1003 * Millisecond);

        Assert.Equal(1003 * Millisecond, polled.Due);
    }

    // Nothing of what a client allows is asked for while jobs wait.
    private PollPlaces Crowd(int count)
    {
        var places = new PollPlaces(null!, _clock);
        for (var job = 0; job < count; job++)
        {
            places.Wait(new IdleJob(), 2000 * Millisecond);
        }

        return places;
    }
}
