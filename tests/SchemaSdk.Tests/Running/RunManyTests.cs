using static SchemaSdk.Tests.Running.ManyRuns;

namespace SchemaSdk.Tests.Running;

public class RunManyTests
{
    [Fact]
    public async Task Every_input_returns_one_run_with_its_index()
    {
        using var stage = Stage.Succeeding();

        var runs = await AllOf(stage.Still.RunManyAsync(Enumerable.Range(0, 100).Select(number => $"cat {number}"), maxInFlight: 7));

        Assert.Equal(Enumerable.Range(0, 100), runs.Select(run => run.Index).Order());
        Assert.All(runs, run =>
        {
            Assert.Equal(($"cat {run.Index}", Steps.Id, null), (run.Input, run.RequestId, run.Error));
            Assert.Equal(Steps.Id, run.Result!.RequestId);
        });
        Assert.Equal(100, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Runs_are_returned_as_they_end()
    {
        using var model = new SlowModel();
        var runs = model.RunManyAsync(["a", "b", "c"]).GetAsyncEnumerator();

        List<string> given = [];
        foreach (var input in new[] { "c", "a", "b" })
        {
            var next = runs.MoveNextAsync().AsTask();
            model.End(input);
            Assert.True(await Soon.Async(next));
            given.Add(runs.Current.Input);
        }

        Assert.False(await runs.MoveNextAsync());
        Assert.Equal(["c", "a", "b"], given);
    }

    [Fact]
    public async Task No_more_inputs_are_read_or_begun_than_may_be_in_flight()
    {
        using var model = new SlowModel();
        var asked = 0;
        IEnumerable<string> Endless()
        {
            while (true)
            {
                yield return $"{asked++}";
            }
        }

        var runs = model.RunManyAsync(Endless(), maxInFlight: 3).GetAsyncEnumerator();
        var first = runs.MoveNextAsync().AsTask();
        foreach (var input in new[] { "0", "1", "2" })
        {
            model.End(input);
        }

        Assert.True(await Soon.Async(first));
        await Soon.Until(() => model.Begun == 3);
        Assert.True(await Soon.Async(runs.MoveNextAsync().AsTask()));
        await Soon.Until(() => model.Begun == 4);
        await runs.DisposeAsync();
        Assert.Equal((4, 4), (asked, model.Begun));
    }

    [Fact]
    public async Task An_input_that_fails_is_a_run_with_an_error_and_the_others_continue()
    {
        using var stage = Finishing(Steps.Accepted, Steps.Answer(402), Steps.Answer(500), Steps.Accepted);

        var runs = await AllOf(stage.Still.RunManyAsync(["a", "wrong", null!, "no money", "unknown", "b"], maxInFlight: 1));

        Assert.Equal(
            [
                null, typeof(ModelInputException), typeof(ArgumentNullException), typeof(ModelApiException),
                typeof(ModelSubmissionUnknownException), null
            ],
            runs.Select(run => run.Error?.GetType()));
        Assert.Equal([Steps.Id, null, null, null, null, Steps.Id], runs.Select(run => run.RequestId));
        Assert.All(runs, run => Assert.True(run.Result is null != run.Error is null));
    }

    [Fact]
    public async Task The_run_of_a_failed_job_has_its_request_id()
    {
        using var stage = Stage.Ended(Steps.Failed("\"broke\""));

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.IsType<ModelFailedException>(run.Error);
        Assert.Equal(Steps.Id, run.RequestId);
    }

    [Theory]
    [InlineData(CancelBehavior.StopWaiting, false, 0)]
    [InlineData(CancelBehavior.CancelJob, false, 3)]
    [InlineData(CancelBehavior.CancelJob, true, 0)]
    public async Task Cancellation_or_disposal_returns_every_begun_job_with_its_request_id(
        CancelBehavior behavior, bool isDisposed, int cancels)
    {
        using var stage = Stage.Polled(Steps.Status("in_queue")).Delayed();
        stage.Script.Cancel.Does(Steps.Json("""{"outcome":"cancelled"}"""));
        List<ModelRun<string, JsonElement>> runs = [];
        var all = CollectAsync(
            stage.Still.RunManyAsync(["a", "b", "c", "d", "e"], 3, new RunOptions { OnCancel = behavior }, stage.Stop.Token), runs);

        await Soon.Until(() => stage.Time.Waiting == 3);
        if (isDisposed)
        {
            stage.Client.Dispose();
            await Soon.Throws<ObjectDisposedException>(all);
        }
        else
        {
            await stage.Stop.CancelAsync();
            Assert.Equal(stage.Stop.Token, (await Soon.Throws<OperationCanceledException>(all)).CancellationToken);
        }

        Assert.Equal(["a", "b", "c"], runs.Select(run => run.Input).Order());
        Assert.All(runs, run => Assert.Equal(Steps.Id, Assert.IsType<ModelWaitCanceledException>(run.Error).RequestId));
        Assert.Equal((3, cancels), (stage.Script.Submit.Count, stage.Script.Cancel.Count));
    }

    [Fact]
    public async Task Cancellation_is_reported_even_if_it_ends_a_run_before_the_enumeration_learns_of_it()
    {
        using var returned = new ManualResetEventSlim();
        using var model = new SlowModel { Canceling = returned.Wait };
        using var stop = new CancellationTokenSource();
        await using var runs = model.RunManyAsync(["a"], cancellationToken: stop.Token).GetAsyncEnumerator();
        var next = runs.MoveNextAsync().AsTask();
        await Soon.Until(() => model.Begun == 1);

        var stopping = stop.CancelAsync();
        Assert.True(await Soon.Async(next));
        returned.Set();
        await Soon.Async(stopping);

        await Soon.Throws<OperationCanceledException>(runs.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task Cancellation_is_reported_even_if_no_answer_to_the_last_submit_arrived()
    {
        using var model = new SlowModel { Stopped = new ModelSubmissionUnknownException("No answer arrived.") };
        using var stop = new CancellationTokenSource();
        await using var runs = model.RunManyAsync(["a"], cancellationToken: stop.Token).GetAsyncEnumerator();
        var next = runs.MoveNextAsync().AsTask();
        await Soon.Until(() => model.Begun == 1);

        await stop.CancelAsync();

        Assert.True(await Soon.Async(next));
        await Soon.Throws<OperationCanceledException>(runs.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task Leaving_an_enumeration_ends_its_waits_and_logs_their_request_ids()
    {
        using var stage = Stage.Polled(Steps.Status("cancelled"), Steps.Status("in_queue")).Delayed();
        using var log = stage.Logged();

        await foreach (var run in stage.Still.RunManyAsync(["a", "b", "c"], maxInFlight: 3))
        {
            await Soon.Until(() => stage.Time.Waiting == 2);
            break;
        }

        await Soon.Until(() => stage.Time.Waiting == 0);
        Assert.Equal(
            2,
            log.Lines.Count(line =>
                line.StartsWith("Warning: The caller stopped enumerating RunManyAsync before the run of request", StringComparison.Ordinal)
                && line.Contains("request req-1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_enumeration_runs_the_inputs_again()
    {
        using var stage = Stage.Succeeding();
        var runs = stage.Still.RunManyAsync(["a", "b"]);
        Assert.Empty(stage.Script.Requests);

        Assert.Equal((2, 2), ((await AllOf(runs)).Count, (await AllOf(runs)).Count));
        Assert.Equal(4, stage.Script.Submit.Count);
    }

    [Fact]
    public void Invalid_arguments_are_rejected_immediately()
    {
        using var stage = new Stage();

        Assert.Throws<ArgumentNullException>(() => stage.Still.RunManyAsync((IEnumerable<string>)null!));
        Assert.Throws<ArgumentNullException>(() => stage.Still.RunManyAsync((IAsyncEnumerable<string>)null!));
        Assert.Throws<ArgumentOutOfRangeException>("maxInFlight", () => stage.Still.RunManyAsync(["a"], maxInFlight: 0));
        Assert.Throws<ArgumentOutOfRangeException>(
            "JobTimeout", () => stage.Still.RunManyAsync(["a"], options: new RunOptions { JobTimeout = TimeSpan.Zero }));
    }
}
