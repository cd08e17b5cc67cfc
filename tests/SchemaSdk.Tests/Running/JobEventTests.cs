using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Tests.Running;

public sealed class JobEventTests : IDisposable
{
    private const JobMoment Intending = JobMoment.Intending;
    private const JobMoment Accepted = JobMoment.Accepted;
    private const JobMoment Awaited = JobMoment.Awaited;
    private const JobMoment Seen = JobMoment.Seen;
    private const JobMoment Ended = JobMoment.Ended;
    private const JobMoment Delivered = JobMoment.Delivered;
    private const JobMoment Left = JobMoment.Left;

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    // submits lists the HTTP status of each attempt to submit. end is the status with which the job ends, or empty if the service accepts
    // no job.
    [Theory]
    [InlineData("200", "completed", Intending, Accepted, Awaited, Seen, Ended, Delivered)]
    [InlineData("200", "failed", Intending, Accepted, Awaited, Seen, Ended, Delivered)]
    [InlineData("200", "cancelled", Intending, Accepted, Awaited, Ended, Delivered)]
    [InlineData("429 200", "cancelled", Intending, JobMoment.Postponed, Accepted, Awaited, Ended, Delivered)]
    [InlineData("403", "", Intending, JobMoment.Refused)]
    [InlineData("500", "", Intending, JobMoment.Unknown)]
    internal async Task The_events_of_a_run_cover_its_whole_life(string submits, string end, params JobMoment[] moments)
    {
        _stage.Script.Submit.Does(
            [.. submits.Split(' ').Select(status => status == "200" ? Steps.Accepted : Steps.Answer(int.Parse(status)))]);
        _stage.Script.Status.Does(
            end == "cancelled" ? [Steps.Status(end)] : [Steps.Status("in_progress"), Steps.Status("completed")]);
        _stage.Script.Result.Does(end == "failed" ? Steps.Failed("\"broke\"") : Steps.Succeeded);
        var heard = Hear(new HeardEvents());

        var error = await Record.ExceptionAsync(() => Soon.Async(_stage.Still.RunAsync("a cat")));

        Assert.Equal(end == "completed", error is null);
        Assert.Equal(moments, heard.Moments);
    }

    [Fact]
    public async Task A_wait_that_times_out_leaves_the_job()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        _stage.Script.Status.Does(Steps.Status("in_progress"));
        var heard = Hear(new HeardEvents());

        await Soon.Throws<ModelTimeoutException>(_stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromSeconds(3) }));

        Assert.Equal([Intending, Accepted, Awaited, Seen, Left], heard.Moments.Distinct());
    }

    [Fact]
    public async Task An_observer_that_throws_is_logged_and_hides_neither_the_request_id_nor_the_result()
    {
        Accept();
        using var log = new ListLog();
        _stage.Options.LoggerFactory = log;
        Hear(new HeardEvents { After = static moment => throw new IOException($"{moment}") });
        var heard = Hear(new HeardEvents());

        var job = await Soon.Async(_stage.Still.SubmitAsync("a cat"));
        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal((Steps.Id, Steps.Id), (job.RequestId, result.RequestId));
        Assert.Contains(log.Lines, static line => line.StartsWith("Warning:", StringComparison.Ordinal)
            && line.Contains("an observer of a job, threw IOException", StringComparison.Ordinal));
        Assert.Equal(["", Steps.Id], heard.Ids);
        Assert.Equal([Intending, Accepted, Awaited, Seen, Ended, Delivered], heard.Moments);
    }

    private void Accept()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        _stage.Script.Status.Does(Steps.Status("in_progress"), Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
    }

    private HeardEvents Hear(HeardEvents observer)
    {
        observer.Hear(_stage.Client.Calls.Shared.Events);
        return observer;
    }
}
