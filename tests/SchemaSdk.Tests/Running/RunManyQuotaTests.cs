using static SchemaSdk.Tests.Running.ManyRuns;

namespace SchemaSdk.Tests.Running;

/// <summary>RunManyAsync must hold inputs back while the service temporarily refuses jobs.</summary>
public class RunManyQuotaTests
{
    private static Step NotNow => Steps.Answer(429, """{"error_code":429001,"error_message":"TooManyJobs"}""");

    [Fact]
    public async Task An_input_that_is_held_back_runs_later_and_its_wait_does_not_count_against_the_submit_budget()
    {
        using var stage = Finishing(
            [.. Enumerable.Repeat(NotNow, 40), Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)), Steps.Accepted]);

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.Null(run.Error);
        Assert.Equal(42, stage.Script.Submit.Count);
        Assert.InRange(stage.Time.Delays.Aggregate((a, b) => a + b), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(40));
    }

    [Fact]
    public async Task Refused_attempts_of_an_input_that_is_held_back_do_not_count_against_the_submit_budget_however_long_they_take()
    {
        using var stage = Finishing();
        var attempts = 0;
        stage.Script.Submit.DoesOnly((request, stop) =>
        {
            stage.Time.Advance(TimeSpan.FromSeconds(55));
            return (++attempts switch
            {
                < 4 => NotNow,
                4 => Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)),
                _ => Steps.Accepted,
            })(request, stop);
        });

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.Null(run.Error);
        Assert.Equal(5, attempts);
    }

    [Theory]
    [InlineData(10, 12, "held back for 600", "QuotaBudget")]
    [InlineData(0, 2)]
    public async Task An_input_is_held_back_until_its_budget_ends_and_then_fails_with_its_last_refusal(
        int minutes, int most, params string[] texts)
    {
        using var stage = Finishing(NotNow);
        stage.Options.Retry.QuotaBudget = TimeSpan.FromMinutes(minutes);

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        var error = Assert.IsType<ModelUnavailableException>(run.Error);
        Assert.Equal((null, StillModel.Id, "trace-7"), (error.RequestId, error.ModelId, error.ResponseHeaders["x-trace"]));
        Assert.All(texts.Append("HTTP 429"), text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
        Assert.InRange(stage.Elapsed, TimeSpan.FromMinutes(Math.Max(minutes, 2)), TimeSpan.FromMinutes(most));
    }

    [Fact]
    public async Task A_job_that_may_have_been_accepted_is_not_submitted_again()
    {
        using var stage = Finishing(NotNow, Steps.FailsAfter(new IOException("Reset.")), Steps.Accepted);

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.IsType<ModelSubmissionUnknownException>(run.Error);
        Assert.Equal(2, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Few_inputs_are_sent_in_an_outage_that_leaves_the_outcomes_of_submits_unknown()
    {
        using var stage = Finishing();
        stage.Script.Submit.DoesOnly((request, stop) =>
            (stage.Elapsed < TimeSpan.FromMinutes(5) ? Steps.Answer(502) : Steps.Accepted)(request, stop));

        var runs = await AllOf(stage.Still.RunManyAsync(Enumerable.Range(0, 100).Select(static number => $"{number}")));

        Assert.InRange(runs.Count(static run => run.Error is ModelSubmissionUnknownException), 1, 40);
        Assert.All(runs, static run => Assert.True(run.Error is null or ModelSubmissionUnknownException));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_input_whose_enumeration_stops_while_it_is_held_back_is_not_submitted(bool isDisposed)
    {
        using var stage = Stage.Answered(NotNow).Delayed();
        using var listener = new Listener(stage);
        List<ModelRun<string, JsonElement>> runs = [];
        var all = CollectAsync(stage.Still.RunManyAsync(["a", "b", "c"], cancellationToken: stage.Stop.Token), runs);
        await Soon.Until(() => HeldBack(listener) == 3);
        var sent = stage.Script.Submit.Count;

        if (isDisposed)
        {
            await Soon.Async(stage.Client.DisposeAsync().AsTask());
            await Soon.Throws<ObjectDisposedException>(all);
        }
        else
        {
            await stage.Stop.CancelAsync();
            await Soon.Throws<OperationCanceledException>(all);
        }

        Assert.Equal(3, runs.Count);
        Assert.All(runs, run => Assert.Contains("No job was started", run.Error!.Message, StringComparison.Ordinal));
        Assert.Equal(sent, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Inputs_that_are_held_back_are_logged_and_counted()
    {
        using var stage = Stage.Polled(Steps.Status("in_queue")).Delayed();
        using var log = stage.Logged();
        using var listener = new Listener(stage);
        stage.Script.Submit.DoesOnly(Steps.Accepted, NotNow);
        var all = CollectAsync(stage.Still.RunManyAsync(["a", "b"], cancellationToken: stage.Stop.Token), []);

        await Soon.Until(() => HeldBack(listener) == 1);
        Assert.Contains(
            log.Lines.ToArray(),
            line => line.Contains(
                $"The service is temporarily refusing jobs of {StillModel.Id}: HTTP 429. Running jobs of RunManyAsync: 1.",
                StringComparison.Ordinal));
        await stage.Stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(all);
        Assert.Equal(0, HeldBack(listener));
    }

    [Fact]
    public async Task A_submit_that_is_held_back_stays_in_the_queue_if_another_submit_of_its_run_ends()
    {
        using var stage = Finishing(Steps.NotNow(429, retryAfter: "300"), Steps.Accepted);

        var run = Assert.Single(await AllOf(new TwiceModel(stage.Client).RunManyAsync(["a"])));

        Assert.Null(run.Error);
        Assert.Equal(3, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_input_that_was_held_back_for_too_long_and_never_sent_is_logged_as_not_submitted()
    {
        using var stage = Finishing(Steps.NotNow(429, retryAfter: "3600"));
        using var log = stage.Logged();

        var runs = await AllOf(stage.Still.RunManyAsync(["a", "b"], maxInFlight: 1));

        Assert.All(runs, static run => Assert.Contains(
            "The service asked for a wait of 3600", Assert.IsType<ModelUnavailableException>(run.Error).Message, StringComparison.Ordinal));
        Assert.Equal(1, stage.Script.Submit.Count);
        Assert.Single(log.Lines, static line => line.Contains(": None, HTTP none. No job was started", StringComparison.Ordinal));
        Assert.DoesNotContain("could not be stored", log.Text, StringComparison.Ordinal);
    }

    /// <summary>Submits each input twice and waits for both jobs, as an application's own override may do.</summary>
    private sealed class TwiceModel(ModelClient client) : StillModel(client)
    {
        public override async Task<ModelResult<JsonElement>> RunAsync(
            string input, RunOptions? options = null, CancellationToken cancellationToken = default)
        {
            var runs = await Task.WhenAll(
                base.RunAsync(input, options, cancellationToken), base.RunAsync(input, options, cancellationToken));
            return runs[0];
        }
    }

    private static double HeldBack(Listener listener) => listener.Of("schemasdk.job.held_back").Sum(static measured => measured.Value);
}
