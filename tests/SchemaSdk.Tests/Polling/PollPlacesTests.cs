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

    [Theory]
    [InlineData(100, 1008)]
    [InlineData(10, 1003)]
    public void Polls_are_made_together_only_if_many_jobs_wait(int jobs, long due)
    {
        var polled = NewJob();

        Crowd(jobs).Wait(polled, 1003 * Millisecond);

        Assert.Equal(due * Millisecond, polled.Due);
    }

    [Fact]
    public void A_job_that_waits_again_is_due_only_at_its_later_time()
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

    // The client's limit of requests does not apply while jobs wait for their next poll.
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
