using System.Text.Json;
using SchemaSdk.Tests.Bench;
using static SchemaSdk.Tests.Running.ManyRuns;

namespace SchemaSdk.Tests.Running;

/// <summary>RunManyAsync meets a service that says "not now".</summary>
public class RunManyQuotaTests
{
    private static Step NotNow => Steps.Answer(429, """{"error_code":429001,"error_message":"TooManyJobs"}""");

    [Fact]
    public async Task What_is_refused_for_now_for_an_hour_is_run_all_the_same()
    {
        using var stage = Finishing([.. Enumerable.Repeat(NotNow, 40), Steps.Accepted]);

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.Null(run.Error);
        Assert.Equal(41, stage.Script.Submit.Count);
        Assert.InRange(stage.Time.Delays.Aggregate((a, b) => a + b), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(40));
    }

    [Fact]
    public async Task Held_back_for_too_long_it_is_told_with_its_last_refusal()
    {
        using var stage = Finishing(NotNow);
        stage.Options.Retry.QuotaBudget = TimeSpan.FromMinutes(10);
        var start = stage.Time.GetUtcNow();

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        var error = Assert.IsType<ModelUnavailableException>(run.Error);
        Assert.Equal((null, StillModel.Id, "trace-7"), (error.RequestId, error.ModelId, error.ResponseHeaders["x-trace"]));
        Assert.Contains("held back for 600", error.Message, StringComparison.Ordinal);
        Assert.Contains("HTTP 429", error.Message, StringComparison.Ordinal);
        Assert.Contains("QuotaBudget", error.Message, StringComparison.Ordinal);
        Assert.InRange(stage.Time.GetUtcNow() - start, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
    }

    [Fact]
    public async Task Without_a_budget_it_is_tried_as_any_other()
    {
        using var stage = Finishing(NotNow);
        stage.Options.Retry.QuotaBudget = TimeSpan.Zero;
        var start = stage.Time.GetUtcNow();

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.IsType<ModelUnavailableException>(run.Error);
        Assert.Equal(TimeSpan.FromMinutes(2), stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task Time_spent_held_back_is_none_of_the_time_for_connecting()
    {
        using var stage = Finishing(
            [.. Enumerable.Repeat(NotNow, 30), Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)), Steps.Accepted]);

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.Null(run.Error);
        Assert.Equal(32, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task What_may_have_been_taken_is_not_sent_again()
    {
        using var stage = Finishing(NotNow, Steps.FailsAfter(new IOException("Reset.")), Steps.Accepted);

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.IsType<ModelSubmissionUnknownException>(run.Error);
        Assert.Equal(2, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopped_while_it_is_held_back_nothing_runs_and_it_is_not_sent(bool isDisposed)
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(NotNow);
        using var stop = new CancellationTokenSource();
        List<ModelRun<string, JsonElement>> runs = [];
        var all = CollectAsync(stage.Still.RunManyAsync(["a", "b", "c"], cancellationToken: stop.Token), runs);
        await Soon.Until(() => stage.Script.Submit.Count > 0);
        await stage.Time.NextDelayAsync();
        var sent = stage.Script.Submit.Count;

        if (isDisposed)
        {
            await Soon.Async(stage.Client.DisposeAsync().AsTask());
            await Soon.Throws<ObjectDisposedException>(all);
        }
        else
        {
            await stop.CancelAsync();
            await Soon.Throws<OperationCanceledException>(all);
        }

        Assert.NotEmpty(runs);
        Assert.All(runs, run => Assert.Contains("Nothing runs", run.Error!.Message, StringComparison.Ordinal));
        Assert.Equal(sent, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task It_is_told_in_the_log_and_counted_while_it_lasts()
    {
        using var stage = new Stage(skipsDelays: false);
        using var log = new ListLog();
        using var listener = new Listener(stage);
        stage.Options.LoggerFactory = log;
        stage.Script.Submit.Does(Steps.Accepted, NotNow);
        stage.Script.Status.Does(Steps.Status("in_queue"));
        using var stop = new CancellationTokenSource();
        var all = CollectAsync(stage.Still.RunManyAsync(["a", "b"], cancellationToken: stop.Token), []);

        await Soon.Until(() => HeldBack(listener) == 1);
        Assert.Contains(
            log.Lines.ToArray(),
            line => line.Contains(
                $"The service accepts no more jobs of {StillModel.Id} for now: HTTP 429. RunManyAsync has 1 running jobs,",
                StringComparison.Ordinal));
        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(all);
        Assert.Equal(0, HeldBack(listener));
    }

    private static double HeldBack(Listener listener) => listener.Of("schemasdk.job.held_back").Sum(static measured => measured.Value);
}
