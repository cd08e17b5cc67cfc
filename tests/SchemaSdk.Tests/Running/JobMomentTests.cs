using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Services;

namespace SchemaSdk.Tests.Running;

public sealed class JobMomentTests : IDisposable
{
    private readonly Stage _stage = Stage.Accepting();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task The_event_of_a_postponed_submit_says_for_how_long()
    {
        _stage.Script.Submit.DoesOnly(Steps.NotNow(429), Steps.Accepted);
        var heard = Hear();

        await Soon.Async(_stage.Still.SubmitAsync("a cat"));

        Assert.Equal([JobMoment.Intending, JobMoment.Postponed, JobMoment.Accepted], heard.Moments);
        Assert.Equal((TimeSpan.FromSeconds(7), 429), (heard.All[1].Delay, heard.All[1].Attempt!.Answer!.StatusCode));
    }

    [Fact]
    public async Task The_event_of_a_failed_read_says_when_the_read_is_retried()
    {
        _stage.Script.Status.Does(Steps.Answer(500), Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Answer(502), Steps.Succeeded);
        var heard = Hear();

        await Soon.Async(_stage.Still.RunAsync("a cat"));

        var failed = heard.All.Where(static raised => raised.Moment == JobMoment.ReadFailed).ToArray();
        Assert.Equal([("status", 500), ("result", 502)], failed.Select(raised => (raised.Call!, raised.Attempt!.Answer!.StatusCode)));
        Assert.All(failed, static raised => Assert.NotNull(raised.Delay));
    }

    [Fact]
    public async Task A_failed_status_call_raises_the_event_of_a_failed_poll()
    {
        _stage.Options.Retry.ReadBudget = TimeSpan.Zero;
        _stage.Script.Status.Does(Steps.Answer(500));
        var heard = Hear();

        await Soon.Throws<ModelUnavailableException>(_stage.Still.Attach(Steps.Id).GetStatusAsync());

        var failed = Assert.Single(heard.All);
        Assert.Equal((JobMoment.ReadFailed, "status", null), (failed.Moment, failed.Call, failed.Delay));
    }

    [Fact]
    public async Task A_cancel_raises_events_when_it_fails_and_when_it_is_answered()
    {
        _stage.Script.Cancel.Does(Steps.Answer(500), Steps.Json($$"""{"request_id":"{{Steps.Id}}","outcome":"cancelled"}"""));
        var heard = Hear();

        await Soon.Async(_stage.Still.Attach(Steps.Id).CancelAsync());

        Assert.Equal([JobMoment.CancelFailed, JobMoment.CancelAnswered], heard.Moments);
        Assert.Equal(CancelOutcome.Canceled, heard.All[1].Outcome);
    }

    [Fact]
    public async Task A_result_that_cannot_be_read_is_logged_as_one_warning_and_is_not_delivered()
    {
        using var log = new ListLog();
        _stage.Options.LoggerFactory = log;
        End(Steps.Succeeded);
        _stage.Still.ReadThrows = new FormatException("no image");
        var heard = Hear();

        var job = await Soon.Async(_stage.Still.SubmitAsync("a cat"));
        var error = await Soon.Throws<ModelException>(job.WaitAsync());
        Assert.Equal((JobMoment.Left, error), (heard.Moments[^1], heard.All[^1].Error));
        Assert.DoesNotContain(JobMoment.Delivered, heard.Moments);
        Assert.Equal(
            $"Warning: Request {Steps.Id} of {StillModel.Id} succeeded, but its result could not be read. "
            + "Attach to the job to read the result again",
            Assert.Single(log.Lines, static line => line.StartsWith("Warning", StringComparison.Ordinal)).Trim());

        _stage.Still.ReadThrows = null;
        await Soon.Async(job.WaitAsync());
        Assert.Equal((JobMoment.Delivered, null), (heard.Moments[^1], heard.All[^1].Error));
    }

    [Fact]
    public void Nothing_is_learned_from_a_job_that_every_waiter_has_left()
    {
        var durations = _stage.Client.Durations;
        var job = new JobCore(_stage.Client.Calls.Shared, new JobKey(StillModel.Id, "", Links: null), options: null);

        job.BeginWait();
        job.BeginWait();
        job.EndWait();
        Assert.NotNull(job.Sample);
        job.EndWait();
        job.Leave(error: null);

        Assert.Null(job.Sample);
        Assert.Empty(durations.Of(StillModel.Id).Seconds);
    }

    private void End(Step result)
    {
        _stage.Script.Status.Does(Steps.Status("completed"));
        _stage.Script.Result.Does(result);
    }

    private HeardEvents Hear()
    {
        var heard = new HeardEvents();
        heard.Hear(_stage.Client.Calls.Shared.Events);
        return heard;
    }
}
