using System.Diagnostics;
using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Telemetry;

/// <summary>Run when no other test runs: theirs listen.</summary>
[CollectionDefinition(nameof(Silence), DisableParallelization = true)]
public sealed class Silence;

/// <summary>Telemetry costs nothing while nobody listens, and a listener may leave out a job.</summary>
[Collection(nameof(Silence))]
public sealed class SilentTests
{
    [Fact]
    public async Task A_job_that_nobody_listens_to_holds_nothing()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        stage.Script.Status.Does(Steps.Status("in_progress"));
        using var caller = new Activity("caller").Start();

        var run = stage.Still.RunAsync("a cat");
        await stage.Time.NextDelayAsync();

        Assert.False(Instruments.IsJobListenedTo);
        Assert.Null(stage.Client.Begin());
        stage.Client.Dispose();
        await Soon.Throws<ModelWaitCanceledException>(run);
    }

    [Fact]
    public void Nothing_is_allocated_for_nobody()
    {
        using var stage = new Stage();
        var client = stage.Client;
        Told();

        Assert.Equal(0, Told());

        long Told()
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            for (var job = 0; job < 1000; job++)
            {
                using var span = RequestSpan.Start(client.Begin(), CallNames.Status);
                client.Count();
            }

            return GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    [Fact]
    public void An_event_that_only_the_client_itself_hears_is_told_for_nothing()
    {
        using var stage = new Stage();
        var shared = stage.Client.Calls.Shared;
        var job = new JobCore(shared, StillModel.Id, options: null);
        var status = new JobStatus { RequestId = Steps.Id, State = JobState.InProgress };
        var attempt = new ApiAttempt { Failure = AttemptFailure.Broken };
        Told();

        Assert.Equal(0, Told());

        long Told()
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            for (var poll = 0; poll < 1000; poll++)
            {
                shared.Events.Tell(new JobEvent(JobMoment.Intending, job));
                shared.Events.Tell(new JobEvent(JobMoment.Postponed, job) { Attempt = attempt, Delay = TimeSpan.FromSeconds(1) });
                shared.Events.Tell(new JobEvent(JobMoment.Accepted, job));
                shared.Events.Tell(new JobEvent(JobMoment.Seen, job) { Status = status });
                shared.Events.Tell(new JobEvent(JobMoment.ReadFailed, job) { Attempt = attempt, Call = CallNames.Status });
                shared.Events.Tell(new JobEvent(JobMoment.Left, job));
            }

            return GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    [Fact]
    public async Task Requests_of_a_job_that_is_not_sampled_are_not_either()
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage, sampling: ActivitySamplingResult.PropagationData);
        var current = new List<Activity?>();
        stage.Script.Status.Does((request, cancellation) =>
        {
            current.Add(Activity.Current);
            return Steps.Status("completed")(request, cancellation);
        });
        stage.Script.Result.Does(Steps.Succeeded);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.False(Assert.Single(current)!.Recorded);
    }
}
