using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Tests.Running;

/// <summary>Every observer must receive a job's events in the same order, whichever thread raises them.</summary>
public sealed class JobEventOrderTests : StageTest
{
    private static readonly JobStatus Done = new() { RequestId = Steps.Id, State = JobState.Succeeded };

    private readonly ListLog _log = new();
    private readonly JobCore _job;

    public JobEventOrderTests() : base(new Stage())
    {
        Stage.Options.LoggerFactory = _log;
        _job = new JobCore(Stage.Client.Calls.Shared, new JobKey(StillModel.Id, "", Links: null), options: null);
    }

    [Fact]
    public void An_observer_that_throws_is_logged_and_hides_the_event_from_no_other()
    {
        var heard = new HeardEvents();
        Observe(new HeardEvents { After = static _ => throw new IOException() }, heard);

        Assert.True(_job.Tell(new JobEvent(JobMoment.Seen, _job)));

        Assert.Equal([JobMoment.Seen], heard.Moments);
        Assert.StartsWith("Warning: ", Assert.Single(_log.Lines));
        Assert.Contains("an observer of a job, threw IOException", _log.Text);
    }

    [Theory]
    [InlineData(JobMoment.Seen, false)]
    [InlineData(JobMoment.Awaited, false)]
    [InlineData(JobMoment.ReadFailed, false)]
    [InlineData(JobMoment.Ended, false)]
    [InlineData(JobMoment.Delivered, true)]
    [InlineData(JobMoment.Left, true)]
    [InlineData(JobMoment.CancelAnswered, true)]
    internal void After_the_end_of_a_job_only_events_about_its_callers_are_raised(JobMoment moment, bool isRaised)
    {
        var heard = new HeardEvents();
        Observe(heard);
        Assert.True(_job.Tell(new JobEvent(JobMoment.Ended, _job) { Status = Done }));

        Assert.Equal(isRaised, _job.Tell(new JobEvent(moment, _job)));

        Assert.Equal(isRaised ? [JobMoment.Ended, moment] : [JobMoment.Ended], heard.Moments);
    }

    [Fact]
    public async Task An_event_that_occurs_while_the_end_is_raised_is_not_raised_after_the_end()
    {
        Task<bool>? late = null;
        var heard = new HeardEvents
        {
            After = moment => late ??= Task.Run(() => _job.Tell(new JobEvent(JobMoment.Seen, _job))),
        };
        Observe(heard);

        _job.Tell(new JobEvent(JobMoment.Ended, _job) { Status = Done });

        Assert.False(await Soon.Async(late!));
        Assert.Equal([JobMoment.Ended], heard.Moments);
    }

    [Fact]
    public async Task An_observer_may_wait_for_another_thread_that_raises_an_event_of_the_same_job()
    {
        Task<bool>? other = null;
        var (first, second) = (new HeardEvents { After = _ => Wait() }, new HeardEvents());
        Observe(first, second);

        var telling = Task.Run(() => _job.Tell(new JobEvent(JobMoment.Seen, _job)));

        Assert.True(await Soon.Async(telling));
        Assert.True(await Soon.Async(other!));
        Assert.Equal([JobMoment.Seen, JobMoment.Awaited], first.Moments);
        Assert.Equal([JobMoment.Seen, JobMoment.Awaited], second.Moments);

        void Wait()
        {
            other ??= Task.Run(() => _job.Tell(new JobEvent(JobMoment.Awaited, _job)));
            other.Wait();
        }
    }

    [Fact]
    public void An_event_that_an_observer_causes_is_raised_after_the_event_that_it_observes()
    {
        var first = new HeardEvents
        {
            After = moment =>
            {
                if (moment == JobMoment.Ended)
                {
                    _job.Tell(new JobEvent(JobMoment.Delivered, _job));
                }
            },
        };
        var second = new HeardEvents();
        Observe(first, second);

        _job.Tell(new JobEvent(JobMoment.Ended, _job) { Status = Done });

        Assert.Equal([JobMoment.Ended, JobMoment.Delivered], first.Moments);
        Assert.Equal([JobMoment.Ended, JobMoment.Delivered], second.Moments);
    }

    private void Observe(params IJobObserver[] observers) => Stage.Client.Calls.Shared.Events.Observers = observers;
}
