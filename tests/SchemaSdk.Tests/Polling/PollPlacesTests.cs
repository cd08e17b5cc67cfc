using SchemaSdk.Jobs;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Polling;

public sealed class PollPlacesTests : IDisposable
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;

    private readonly FakeTime _time = new();
    private readonly Stage _stage = new();
    private readonly AlarmClock _clock;

    public PollPlacesTests() => _clock = new AlarmClock(_time, static () => { });

    public void Dispose()
    {
        _clock.Dispose();
        _stage.Dispose();
    }

    [Fact]
    public void Polls_are_made_together_where_many_wait()
    {
        var polled = NewJob();

        Crowd(100).Wait(polled, 1003 * Millisecond);

        Assert.Equal(1008 * Millisecond, polled.Due);
    }

    [Fact]
    public void A_poll_of_few_is_made_to_the_millisecond()
    {
        var polled = NewJob();

        Crowd(10).Wait(polled, 1003 * Millisecond);

        Assert.Equal(1003 * Millisecond, polled.Due);
    }

    [Fact]
    public void A_job_that_has_left_is_not_due()
    {
        var (places, left, going) = (new PollPlaces(null!, _clock), NewJob(), NewJob());
        places.Wait(left, 1000 * Millisecond);
        places.Wait(going, 1000 * Millisecond);

        places.Leave(left);
        Assert.Equal(1, places.Waiting);
        _time.Advance(TimeSpan.FromSeconds(1));
        places.LineUpDue();

        Assert.Equal((PollPlace.Idle, PollPlace.Due, 0), (left.Place, going.Place, places.Waiting));
    }

    [Fact]
    public void A_job_that_waits_again_is_due_at_its_later_time_alone()
    {
        var (places, job) = (new PollPlaces(null!, _clock), NewJob());
        for (var second = 1; second <= 1000; second++)
        {
            places.Wait(job, second * 1000 * Millisecond);
        }

        _time.Advance(TimeSpan.FromSeconds(999));
        places.LineUpDue();
        Assert.Equal((PollPlace.Waiting, false), (job.Place, places.FirstDue is not null));

        _time.Advance(TimeSpan.FromSeconds(1));
        places.LineUpDue();
        Assert.Equal((PollPlace.Due, true), (job.Place, places.FirstDue is not null));
    }

    private JobPoll NewJob() => new(new JobCore(_stage.Client.Calls.Shared, StillModel.Id, options: null));

    // Nothing of what a client allows is asked for while jobs wait.
    private PollPlaces Crowd(int count)
    {
        var places = new PollPlaces(null!, _clock);
        for (var job = 0; job < count; job++)
        {
            places.Wait(NewJob(), 2000 * Millisecond);
        }

        return places;
    }
}
