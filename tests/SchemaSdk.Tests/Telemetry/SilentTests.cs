using System.Diagnostics;
using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Tests.Telemetry;

/// <summary>The collection of tests that run alone, because other tests have listeners.</summary>
[CollectionDefinition(nameof(Silence), DisableParallelization = true)]
public sealed class Silence;

/// <summary>Telemetry must allocate nothing without a listener.</summary>
[Collection(nameof(Silence))]
public sealed class SilentTests
{
    [Fact]
    public async Task A_job_without_a_listener_has_no_telemetry()
    {
        using var stage = Stage.Polled(Steps.Status("in_progress")).Delayed();
        using var caller = new Activity("caller").Start();

        var run = stage.Still.RunAsync("a cat");
        await stage.Time.NextDelayAsync();

        Assert.False(Instruments.IsJobListenedTo);
        Assert.Null(stage.Client.Begin());
        stage.Client.Dispose();
        await Soon.Throws<ModelWaitCanceledException>(run);
    }

    [Fact]
    public void Spans_and_counters_allocate_nothing_without_a_listener()
    {
        using var stage = new Stage();
        var client = stage.Client;

        Assert.Equal(0, AllocatedBy(() =>
        {
            using var span = RequestSpan.Start(client.Begin(), CallNames.Status);
            client.Count();
        }));
    }

    [Fact]
    public void Job_events_allocate_nothing_without_a_listener()
    {
        using var stage = new Stage();
        var job = new JobCore(stage.Client.Calls.Shared, new JobKey(StillModel.Id, "", Links: null), options: null);
        var status = new JobStatus { RequestId = Steps.Id, State = JobState.InProgress };
        var attempt = new ApiAttempt { Failure = AttemptFailure.Broken };

        Assert.Equal(0, AllocatedBy(() =>
        {
            job.Tell(new JobEvent(JobMoment.Intending, job));
            job.Tell(new JobEvent(JobMoment.Postponed, job) { Attempt = attempt, Delay = TimeSpan.FromSeconds(1) });
            job.Tell(new JobEvent(JobMoment.Accepted, job));
            job.Tell(new JobEvent(JobMoment.Seen, job) { Status = status });
            job.Tell(new JobEvent(JobMoment.ReadFailed, job) { Attempt = attempt, Call = CallNames.Status });
            job.Tell(new JobEvent(JobMoment.Left, job));
        }));
    }

    [Fact]
    public async Task The_span_of_a_job_that_is_not_sampled_is_current_during_its_requests()
    {
        var current = new List<Activity?>();
        using var stage = Stage.Succeeding(Steps.Status("completed").After(_ => current.Add(Activity.Current)));
        using var listener = new Listener(stage, sampling: ActivitySamplingResult.PropagationData);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        var span = Assert.Single(current)!;
        Assert.Equal((ActivityKind.Client, false), (span.Kind, span.Recorded));
    }

    private static long AllocatedBy(Action action)
    {
        action();
        var start = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - start;
    }
}
