using SchemaSdk.Catalog.Prices;
using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Running;

/// <summary>The life of a job is one stream of events.</summary>
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

    [Fact]
    public async Task A_job_that_succeeds_is_heard_of_from_its_intent_to_its_result()
    {
        Accept(Steps.Succeeded);
        var heard = Hear(new HeardEvents());

        await Soon.Async(_stage.Still.RunAsync("a cat"));

        Assert.Equal([Intending, Accepted, Awaited, Seen, Ended, Delivered], heard.Moments);
        Assert.Equal(["", Steps.Id], heard.Ids);
    }

    [Fact]
    public async Task A_job_that_fails_is_heard_of_to_the_exception_in_place_of_its_result()
    {
        Accept(Steps.Failed("\"broke\""));
        var heard = Hear(new HeardEvents());

        await Soon.Throws<ModelFailedException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal([Intending, Accepted, Awaited, Seen, Ended, Delivered], heard.Moments);
    }

    [Fact]
    public async Task A_job_that_is_cancelled_at_the_service_is_heard_of_to_the_exception_in_place_of_its_result()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        _stage.Script.Status.Does(Steps.Status("cancelled"));
        var heard = Hear(new HeardEvents());

        await Soon.Throws<ModelCanceledException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal([Intending, Accepted, Awaited, Ended, Delivered], heard.Moments);
    }

    [Fact]
    public async Task A_refused_submit_ends_refused()
    {
        _stage.Script.Submit.Does(Steps.Answer(403));
        var heard = Hear(new HeardEvents());

        await Soon.Throws<ModelApiException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal([Intending, JobMoment.Refused], heard.Moments);
    }

    [Fact]
    public async Task A_submit_that_nobody_knows_the_outcome_of_ends_unknown()
    {
        _stage.Script.Submit.Does(Steps.Answer(500));
        var heard = Hear(new HeardEvents());

        await Soon.Throws<ModelSubmissionUnknownException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal([Intending, JobMoment.Unknown], heard.Moments);
    }

    [Fact]
    public async Task A_submit_that_is_refused_for_now_is_postponed()
    {
        _stage.Script.Submit.Does(Steps.Answer(429), Steps.Accepted);
        _stage.Script.Status.Does(Steps.Status("cancelled"));
        var heard = Hear(new HeardEvents());

        await Soon.Throws<ModelCanceledException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal([Intending, JobMoment.Postponed, Accepted, Awaited, Ended, Delivered], heard.Moments);
    }

    [Fact]
    public async Task A_wait_that_ends_before_the_job_has_left_it()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        _stage.Script.Status.Does(Steps.Status("in_progress"));
        var heard = Hear(new HeardEvents());

        await Soon.Throws<ModelTimeoutException>(_stage.Still.RunAsync("a cat", new RunOptions { JobTimeout = TimeSpan.FromSeconds(3) }));

        Assert.Equal([Intending, Accepted, Awaited, Seen, Left], heard.Moments.Distinct());
    }

    [Fact]
    public async Task A_job_that_is_attached_to_is_heard_of_from_the_wait_on()
    {
        Accept(Steps.Succeeded);
        var heard = Hear(new HeardEvents());

        await Soon.Async(_stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Equal([Awaited, Seen, Ended, Delivered], heard.Moments);
    }

    [Fact]
    public async Task Whoever_throws_at_what_has_happened_costs_neither_the_id_nor_the_result()
    {
        Accept(Steps.Succeeded);
        using var log = new ListLog();
        _stage.Options.LoggerFactory = log;
        Hear(new HeardEvents { After = static moment => throw new IOException($"{moment}") });
        var heard = Hear(new HeardEvents());

        var job = await Soon.Async(_stage.Still.SubmitAsync("a cat"));
        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal((Steps.Id, Steps.Id), (job.RequestId, result.RequestId));
        Assert.Contains(log.Lines, static line => line.Contains("an observer of a job, threw IOException", StringComparison.Ordinal));
        Assert.Equal([Intending, Accepted, Awaited, Seen, Ended, Delivered], heard.Moments);
    }

    [Theory]
    [InlineData(JobMoment.Refused, 10)]
    [InlineData(JobMoment.Unknown, 6)]
    internal void A_refusal_gives_back_what_a_job_takes_from_the_budget_and_an_unknown_outcome_does_not(JobMoment end, int left)
    {
        var shared = _stage.Client.Calls.Shared;
        var budget = new ClientBudget(10);
        Assert.True(budget.TryTake(4, out var _));
        var job = new JobCore(shared, StillModel.Id, options: null) { Reservation = new Reservation(budget, 4) };

        Assert.True(shared.Events.Tell(new JobEvent(end, job)));

        Assert.True(budget.TryTake(0, out var rest));
        Assert.Equal(left, rest);
    }

    private void Accept(Step result)
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        _stage.Script.Status.Does(Steps.Status("in_progress"), Steps.Status("completed"));
        _stage.Script.Result.Does(result);
    }

    private HeardEvents Hear(HeardEvents observer)
    {
        _stage.Client.Calls.Shared.Events.Add(observer);
        return observer;
    }
}
