using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Jobs.Observing;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Running;

/// <summary>A job's stream also tells of second tries, of inputs held back, of cancels, and of what could not be read.</summary>
public sealed class JobMomentTests : IDisposable
{
    private readonly Stage _stage = Stage.Accepting();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_submit_that_is_sent_again_tells_after_how_long()
    {
        _stage.Script.Submit.Forget();
        _stage.Script.Submit.Does(Steps.NotNow(429), Steps.Accepted);
        var heard = Hear();

        await Soon.Async(_stage.Still.SubmitAsync("a cat"));

        Assert.Equal([JobMoment.Intending, JobMoment.Postponed, JobMoment.Accepted], heard.Moments);
        Assert.Equal((TimeSpan.FromSeconds(7), 429), (heard.All[1].Delay, heard.All[1].Attempt!.Answer!.StatusCode));
    }

    [Fact]
    public async Task An_input_that_is_held_back_tells_how_many_run()
    {
        _stage.Script.Submit.Forget();
        _stage.Script.Submit.Does(Steps.NotNow(429), Steps.Accepted);
        _stage.Script.Status.Does(Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
        var heard = Hear();

        await foreach (var run in _stage.Still.RunManyAsync(["a cat"]))
        {
            Assert.Null(run.Error);
        }

        var held = Assert.Single(heard.All, static told => told.Moment == JobMoment.HeldBack);
        Assert.Equal((0, 429), (held.Running, held.Attempt!.Answer!.StatusCode));
    }

    [Fact]
    public async Task A_read_that_failed_tells_when_it_is_made_again()
    {
        _stage.Script.Status.Does(Steps.Answer(500), Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Answer(502), Steps.Succeeded);
        var heard = Hear();

        await Soon.Async(_stage.Still.RunAsync("a cat"));

        var failed = heard.All.Where(static told => told.Moment == JobMoment.ReadFailed).ToArray();
        Assert.Equal([("status", 500), ("result", 502)], failed.Select(told => (told.Call!, told.Attempt!.Answer!.StatusCode)));
        Assert.All(failed, static told => Assert.NotNull(told.Delay));
    }

    [Fact]
    public async Task A_look_that_failed_is_told_as_a_poll_that_did()
    {
        _stage.Options.Retry.ReadBudget = TimeSpan.Zero;
        _stage.Script.Status.Does(Steps.Answer(500));
        var heard = Hear();

        await Soon.Throws<ModelUnavailableException>(_stage.Still.Attach(Steps.Id).GetStatusAsync());

        var failed = Assert.Single(heard.All);
        Assert.Equal((JobMoment.ReadFailed, "status", null), (failed.Moment, failed.Call, failed.Delay));
    }

    [Fact]
    public async Task A_cancel_is_told_as_asked_for_failed_and_answered()
    {
        _stage.Script.Cancel.Does(Steps.Answer(500), Steps.Json($$"""{"request_id":"{{Steps.Id}}","outcome":"cancelled"}"""));
        var heard = Hear();

        await Soon.Async(_stage.Still.Attach(Steps.Id).CancelAsync());

        Assert.Equal([JobMoment.CancelAsked, JobMoment.CancelFailed, JobMoment.CancelAnswered], heard.Moments);
        Assert.Equal(CancelOutcome.Canceled, heard.All[2].Outcome);
    }

    [Fact]
    public async Task A_result_that_cannot_be_read_is_left_and_not_delivered()
    {
        _stage.Script.Status.Does(Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
        _stage.Still.ReadThrows = new FormatException("no image");
        var heard = Hear();

        var job = await Soon.Async(_stage.Still.SubmitAsync("a cat"));
        var error = await Soon.Throws<ModelException>(job.WaitAsync());
        Assert.Equal((JobMoment.Left, error), (heard.Moments[^1], heard.All[^1].Error));
        Assert.DoesNotContain(JobMoment.Delivered, heard.Moments);

        _stage.Still.ReadThrows = null;
        await Soon.Async(job.WaitAsync());
        Assert.Equal((JobMoment.Delivered, null), (heard.Moments[^1], heard.All[^1].Error));
    }

    [Fact]
    public async Task A_result_that_cannot_be_read_is_warned_of_once_and_its_job_is_not_said_to_go_on()
    {
        using var log = new ListLog();
        _stage.Options.LoggerFactory = log;
        _stage.Script.Status.Does(Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
        _stage.Still.ReadThrows = new FormatException("no image");

        await Soon.Throws<ModelException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal(
            $"Warning: Request {Steps.Id} of {StillModel.Id} succeeded, but its result could not be read. Attach to it to read it again",
            Assert.Single(log.Lines, static line => line.StartsWith("Warning", StringComparison.Ordinal)).Trim());
    }

    [Fact]
    public async Task A_failure_is_delivered_with_its_exception()
    {
        _stage.Script.Status.Does(Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Failed("\"broke\""));
        var heard = Hear();

        var error = await Soon.Throws<ModelFailedException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal((JobMoment.Delivered, error), (heard.Moments[^1], heard.All[^1].Error));
    }

    [Fact]
    public void What_is_learned_of_a_model_is_learned_from_the_events_of_its_jobs()
    {
        var durations = _stage.Client.Durations;
        var events = new JobEvents(_stage.Client.Calls.Line.Settings.Log, new JobLearning(durations));

        for (var run = 0; run < 5; run++)
        {
            var job = new JobCore(_stage.Client.Calls.Shared, StillModel.Id, options: null);
            events.Tell(new JobEvent(JobMoment.Awaited, job));
            events.Tell(new JobEvent(JobMoment.Seen, job) { Elapsed = TimeSpan.FromSeconds(4) });
            events.Tell(new JobEvent(JobMoment.Ended, job)
            {
                Status = new JobStatus { RequestId = Steps.Id, State = run == 4 ? JobState.Failed : JobState.Succeeded },
                Elapsed = TimeSpan.FromSeconds(6),
            });
        }

        Assert.Equal([4, 4, 4, 4], durations.Of(StillModel.Id).Seconds);
    }

    [Fact]
    public void Of_a_job_that_everybody_has_left_nothing_is_learned()
    {
        var durations = _stage.Client.Durations;
        var job = new JobCore(_stage.Client.Calls.Shared, StillModel.Id, options: null);

        job.BeginWait();
        job.BeginWait();
        job.EndWait(error: null);
        Assert.NotNull(job.Sample);
        job.EndWait(error: null);

        Assert.Null(job.Sample);
        Assert.Empty(durations.Of(StillModel.Id).Seconds);
    }

    private HeardEvents Hear()
    {
        var heard = new HeardEvents();
        _stage.Client.Calls.Shared.Events.Add(heard);
        return heard;
    }
}
