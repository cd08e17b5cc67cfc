using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Running;

/// <summary>The stream of each job is in order, whoever tells and whoever hears.</summary>
public sealed class JobEventOrderTests : IDisposable
{
    private static readonly JobStatus Done = new() { RequestId = Steps.Id, State = JobState.Succeeded };

    private readonly Stage _stage = new();
    private readonly JobCore _job;

    public JobEventOrderTests() => _job = new JobCore(_stage.Client.Calls.Shared, StillModel.Id, options: null);

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData(JobMoment.Seen, false)]
    [InlineData(JobMoment.Awaited, false)]
    [InlineData(JobMoment.ReadFailed, false)]
    [InlineData(JobMoment.Ended, false)]
    [InlineData(JobMoment.Delivered, true)]
    [InlineData(JobMoment.Left, true)]
    [InlineData(JobMoment.CancelAnswered, true)]
    internal void After_its_end_only_what_callers_get_is_told_of_a_job(JobMoment moment, bool isTold)
    {
        var heard = new HeardEvents();
        var events = new JobEvents(NullLogger.Instance, heard);
        Assert.True(events.Tell(new JobEvent(JobMoment.Ended, _job) { Status = Done }));

        Assert.Equal(isTold, events.Tell(new JobEvent(moment, _job)));

        Assert.Equal(isTold ? [JobMoment.Ended, moment] : [JobMoment.Ended], heard.Moments);
    }

    [Fact]
    public async Task What_is_seen_while_the_end_is_told_is_not_told_after_it()
    {
        Task<bool>? late = null;
        JobEvents? events = null;
        var heard = new HeardEvents
        {
            After = moment => late ??= Task.Run(() => events!.Tell(new JobEvent(JobMoment.Seen, _job))),
        };
        events = new JobEvents(NullLogger.Instance, heard);

        events.Tell(new JobEvent(JobMoment.Ended, _job) { Status = Done });

        Assert.False(await Soon.Async(late!));
        Assert.Equal([JobMoment.Ended], heard.Moments);
    }

    [Fact]
    public async Task An_observer_may_wait_for_another_thread_that_tells_of_the_same_job()
    {
        Task<bool>? other = null;
        JobEvents? events = null;
        var (first, second) = (new HeardEvents { After = _ => Wait() }, new HeardEvents());
        events = new JobEvents(NullLogger.Instance, first, second);

        var telling = Task.Run(() => events.Tell(new JobEvent(JobMoment.Seen, _job)));

        Assert.True(await Soon.Async(telling));
        Assert.True(await Soon.Async(other!));
        Assert.Equal([JobMoment.Seen, JobMoment.Awaited], first.Moments);
        Assert.Equal([JobMoment.Seen, JobMoment.Awaited], second.Moments);

        void Wait()
        {
            other ??= Task.Run(() => events!.Tell(new JobEvent(JobMoment.Awaited, _job)));
            other.Wait();
        }
    }

    [Fact]
    public void What_an_observer_brings_about_is_told_after_what_it_hears()
    {
        JobEvents? events = null;
        var first = new HeardEvents
        {
            After = moment =>
            {
                if (moment == JobMoment.Ended)
                {
                    events!.Tell(new JobEvent(JobMoment.Delivered, _job));
                }
            },
        };
        var second = new HeardEvents();
        events = new JobEvents(NullLogger.Instance, first, second);

        events.Tell(new JobEvent(JobMoment.Ended, _job) { Status = Done });

        Assert.Equal([JobMoment.Ended, JobMoment.Delivered], first.Moments);
        Assert.Equal([JobMoment.Ended, JobMoment.Delivered], second.Moments);
    }

    [Fact]
    public void Observers_that_are_added_at_once_all_hear()
    {
        var events = new JobEvents(NullLogger.Instance);
        var all = Enumerable.Range(0, 2_000).Select(static _ => new HeardEvents()).ToArray();

        Parallel.ForEach(all, events.Add);
        events.Tell(new JobEvent(JobMoment.Seen, _job));

        Assert.All(all, static heard => Assert.Equal([JobMoment.Seen], heard.Moments));
    }

    [Fact]
    public async Task What_an_observer_throws_at_what_has_happened_is_logged()
    {
        var log = new ListLog();
        using var stage = Stage.Accepting();
        stage.Options.LoggerFactory = log;
        stage.Client.Calls.Shared.Events.Add(new HeardEvents { After = static _ => throw new IOException("The ledger is full.") });

        Assert.Equal(Steps.Id, (await Soon.Async(stage.Still.SubmitAsync("a cat"))).RequestId);

        Assert.Contains(log.Lines, static line => line.StartsWith("Warning:", StringComparison.Ordinal)
            && line.Contains("threw IOException", StringComparison.Ordinal));
    }

    private HeardEvents Hear(HeardEvents observer)
    {
        _stage.Client.Calls.Shared.Events.Add(observer);
        return observer;
    }
}
