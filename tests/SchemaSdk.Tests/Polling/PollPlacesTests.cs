using SchemaSdk.Jobs.Polling;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Polling;

public sealed class PollPlacesTests : IDisposable
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;

    private readonly FakeTime _time = new();
    private readonly PollClock _clock;

    public PollPlacesTests() => _clock = new PollClock(_time, static () => { });

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

    [Fact]
    public void A_job_that_has_left_is_not_due()
    {
        var (places, left, going) = (new PollPlaces(null!, _clock), new IdleJob(), new IdleJob());
        places.Wait(left, 1000 * Millisecond);
        places.Wait(going, 1000 * Millisecond);

        places.Leave(left);
        Assert.Equal(1, places.Waiting);
        _time.Advance(TimeSpan.FromSeconds(1));
        places.Turn();

        Assert.Equal((PollPlace.Idle, PollPlace.Due, 0), (left.Place, going.Place, places.Waiting));
    }

    [Fact]
    public void A_job_that_waits_again_is_due_at_its_later_time_alone()
    {
        var (places, job) = (new PollPlaces(null!, _clock), new IdleJob());
        for (var second = 1; second <= 1000; second++)
        {
            places.Wait(job, second * 1000 * Millisecond);
        }

        _time.Advance(TimeSpan.FromSeconds(999));
        places.Turn();
        Assert.Equal((PollPlace.Waiting, false), (job.Place, places.HasDue));

        _time.Advance(TimeSpan.FromSeconds(1));
        places.Turn();
        Assert.Equal((PollPlace.Due, true), (job.Place, places.HasDue));
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
