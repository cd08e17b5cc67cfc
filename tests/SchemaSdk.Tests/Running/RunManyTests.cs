using System.Text.Json;
using SchemaSdk.Tests.Bench;
using static SchemaSdk.Tests.Running.ManyRuns;

namespace SchemaSdk.Tests.Running;

public class RunManyTests
{
    [Fact]
    public async Task Every_input_gives_one_run_with_its_position()
    {
        using var stage = Finishing();

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
    public async Task Runs_are_given_as_they_end()
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
    public async Task No_more_are_begun_or_held_than_may_be_in_flight()
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
    public async Task What_fails_is_a_run_with_an_error_and_the_others_go_on()
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
    public async Task A_job_that_fails_keeps_its_id()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Failed("\"broke\""));

        var run = Assert.Single(await AllOf(stage.Still.RunManyAsync(["a"])));

        Assert.IsType<ModelFailedException>(run.Error);
        Assert.Equal(Steps.Id, run.RequestId);
    }

    [Theory]
    [InlineData(CancelBehavior.StopWaiting, 0)]
    [InlineData(CancelBehavior.CancelJob, 3)]
    public async Task Cancelled_every_job_that_was_begun_is_given_with_its_id(CancelBehavior behavior, int cancels)
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        stage.Script.Status.Does(Steps.Status("in_queue"));
        stage.Script.Cancel.Does(Steps.Json("""{"outcome":"cancelled"}"""));
        List<ModelRun<string, JsonElement>> runs = [];
        var all = CollectAsync(
            stage.Still.RunManyAsync(["a", "b", "c", "d", "e"], 3, new RunOptions { OnCancel = behavior }, stop.Token), runs);

        await Soon.Until(() => stage.Client.Waiting == 3);
        await stop.CancelAsync();

        Assert.Equal(stop.Token, (await Soon.Throws<OperationCanceledException>(all)).CancellationToken);
        Assert.Equal(["a", "b", "c"], runs.Select(run => run.Input).Order());
        Assert.All(runs, run => Assert.Equal(Steps.Id, Assert.IsType<ModelWaitCanceledException>(run.Error).RequestId));
        Assert.Equal((3, cancels), (stage.Script.Submit.Count, stage.Script.Cancel.Count));
    }

    [Fact]
    public async Task Disposed_every_job_that_was_begun_is_given_with_its_id()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        stage.Script.Status.Does(Steps.Status("in_queue"));
        List<ModelRun<string, JsonElement>> runs = [];
        var all = CollectAsync(stage.Still.RunManyAsync(Enumerable.Repeat("a", int.MaxValue), 3), runs);

        await Soon.Until(() => stage.Client.Waiting == 3);
        stage.Client.Dispose();

        await Soon.Throws<ObjectDisposedException>(all);
        Assert.Equal([Steps.Id, Steps.Id, Steps.Id], runs.Select(run => run.RequestId));
    }

    [Fact]
    public async Task An_enumeration_that_is_left_ends_its_waits_and_logs_their_ids()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var log = new ListLog();
        stage.Options.LoggerFactory = log;
        stage.Script.Status.Does(Steps.Status("cancelled"), Steps.Status("in_queue"));

        await foreach (var run in stage.Still.RunManyAsync(["a", "b", "c"], maxInFlight: 3))
        {
            await Soon.Until(() => stage.Client.Waiting == 2);
            break;
        }

        Assert.Equal(0, stage.Client.Waiting);
        Assert.Equal(
            2,
            log.Lines.Count(line =>
                line.StartsWith("Warning: The caller left RunManyAsync before it returned the run of req", StringComparison.Ordinal)
                && line.Contains("request req-1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_enumeration_runs_the_inputs_anew()
    {
        using var stage = Finishing();
        var runs = stage.Still.RunManyAsync(["a", "b"]);
        Assert.Empty(stage.Script.Requests);

        Assert.Equal((2, 2), ((await AllOf(runs)).Count, (await AllOf(runs)).Count));
        Assert.Equal(4, stage.Script.Submit.Count);
    }

    [Fact]
    public void What_cannot_be_used_is_refused_at_once()
    {
        using var stage = new Stage();

        Assert.Throws<ArgumentNullException>(() => stage.Still.RunManyAsync((IEnumerable<string>)null!));
        Assert.Throws<ArgumentNullException>(() => stage.Still.RunManyAsync((IAsyncEnumerable<string>)null!));
        Assert.Throws<ArgumentOutOfRangeException>("maxInFlight", () => stage.Still.RunManyAsync(["a"], maxInFlight: 0));
        Assert.Throws<ArgumentOutOfRangeException>(
            "JobTimeout", () => stage.Still.RunManyAsync(["a"], options: new RunOptions { JobTimeout = TimeSpan.Zero }));
    }
}
