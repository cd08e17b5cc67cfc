using System.Text.RegularExpressions;
using SchemaSdk.Jobs;

namespace SchemaSdk.Tests.Polling;

public partial class SchedulerTests
{
    private const string Profile =
        """{"version":1,"models":{"acme/still":[59,60,61,58,62,60,59,61,60,60,59,60,61,58,62,60,59,61,60,60]}}""";

    [Fact]
    public async Task Each_poll_of_a_job_is_made_once_for_all_waiters()
    {
        using var stage = Stage.Succeeding(
            Steps.Status("in_queue"),
            Steps.Status("in_queue"),
            Steps.Status("in_progress"),
            Steps.Status("in_progress"),
            Steps.Status("completed"));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var results = await Soon.Async(Task.WhenAll(Enumerable.Range(0, 100).Select(_ => job.WaitAsync())));

        Assert.All(results, result => Assert.Same(results[0], result));
        Assert.Equal((5, 1), (stage.Script.Status.Count, stage.Script.Result.Count));
    }

    [Fact]
    public async Task A_job_without_waiters_is_not_polled()
    {
        using var stage = Stage.Polled(Steps.Status("in_queue")).Delayed();

        var wait = stage.Still.Attach(Steps.Id).WaitAsync(stage.Stop.Token);
        await Soon.Until(() => stage.Time.Waiting == 1);
        await stage.Stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(wait);

        await Soon.Until(() => stage.Time.Waiting == 0);
        stage.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, stage.Script.Status.Count);
    }

    [Fact]
    public async Task Each_waiter_gets_its_own_exception()
    {
        using var stage = Stage.Polled(Steps.Status("in_queue"), Steps.Answer(403));
        var job = stage.Still.Attach(Steps.Id);

        var (one, other) = (job.WaitAsync(), job.WaitAsync());

        Assert.NotSame(await Soon.Throws<ModelApiException>(one), await Soon.Throws<ModelApiException>(other));
    }

    [Fact]
    public async Task A_job_of_a_known_model_is_polled_around_its_likely_end()
    {
        using var stage = Stage.Accepting();
        stage.Options.Polling.Profile = Profile;
        var end = stage.Time.GetUtcNow() + TimeSpan.FromSeconds(61);
        stage.EndsAfter(TimeSpan.FromSeconds(61));

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.InRange(stage.Time.GetUtcNow() - end, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.InRange(stage.Script.Status.Count, 1, 8);
    }

    [Theory]
    [InlineData(Profile)]
    [InlineData(null)]
    public async Task The_progress_of_a_known_or_unknown_model_begins_with_the_current_state(string? profile)
    {
        using var stage = Stage.Accepting(skipsDelays: false, isCold: true);
        stage.Options.Polling.Profile = profile;
        stage.Script.Status.Does(Steps.Status("in_queue", 4));
        var reports = new Reports<JobStatus>();

        _ = stage.Still.RunAsync("a cat", new RunOptions { Progress = reports });
        await Soon.Until(() => stage.Time.Waiting == 1);

        Assert.Equal([null, 4], reports.All.Select(status => status.QueuePosition));
    }

    [Fact]
    public async Task A_client_exports_the_durations_that_it_learned_from_runs()
    {
        using var stage = Stage.Accepting();
        for (var run = 0; run < 25; run++)
        {
            stage.EndsAfter(TimeSpan.FromSeconds(31));
            await Soon.Async(stage.Still.RunAsync("a cat"));
        }

        var durations = Number().Matches(stage.Client.ExportPollingProfile()).Select(match => double.Parse(match.Value)).Skip(1).ToList();

        Assert.Equal(20, durations.Count);
        Assert.All(durations, seconds => Assert.InRange(seconds, 29, 33));
    }

    [Fact]
    public async Task Nothing_is_learned_from_a_job_that_failed_or_was_attached_to()
    {
        using var stage = Stage.Polled(Steps.Status("in_progress"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Failed("\"broke\""), Steps.Succeeded);

        await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat"));
        await Soon.Async(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Equal("""{"version":1,"models":{}}""", stage.Client.ExportPollingProfile());
    }

    [Fact]
    public void Nothing_is_learned_from_a_job_that_every_waiter_has_left()
    {
        using var stage = new Stage();
        var job = new JobCore(stage.Client.Calls.Shared, new JobKey(StillModel.Id, "", Links: null), options: null);

        job.BeginWait();
        job.BeginWait();
        job.EndWait();
        Assert.NotNull(job.Sample);
        job.EndWait();
        job.Leave(error: null);

        Assert.Null(job.Sample);
    }

    [Fact]
    public async Task All_polls_together_stay_within_the_rate_limit()
    {
        using var stage = Stage.Polled(Steps.Json("""{"status":"in_progress"}""")).Delayed();
        stage.Options.Polling.RequestsPerSecond = 10;
        stage.Options.Polling.Interval = TimeSpan.FromSeconds(60);
        var waits = Enumerable.Range(0, 200).Select(job => stage.Still.Attach($"req-{job}").WaitAsync()).ToList();

        // Before the clock moves, every polled job must wait for its next poll, and one more job for its turn.
        Task PolledAsync() => Soon.Until(() => stage.Time.Waiting == stage.Script.Status.Count + 1);
        await PolledAsync();

        List<int> perSecond = [];
        for (var second = 0; second < 19; second++)
        {
            var before = stage.Script.Status.Count;
            for (var step = 0; step < 20; step++)
            {
                stage.Time.Advance(TimeSpan.FromMilliseconds(50));
                await PolledAsync();
            }

            perSecond.Add(stage.Script.Status.Count - before);
        }

        Assert.All(perSecond, count => Assert.InRange(count, 9, 11));
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
    }

    [Fact]
    public async Task A_job_that_waits_for_its_turn_still_times_out()
    {
        using var stage = Stage.Polled(Steps.Answer(500)).Delayed();
        stage.Options.Polling.RequestsPerSecond = 0.01;
        var options = new RunOptions { JobTimeout = TimeSpan.FromSeconds(30) };

        Task[] waits = [.. Enumerable.Range(0, 5).Select(job => stage.Still.Attach($"req-{job}", options).WaitAsync())];
        await Soon.Until(() => stage.Script.Status.Count > 0);
        stage.Time.Advance(TimeSpan.FromSeconds(30));
        foreach (var wait in waits)
        {
            await Soon.Throws<ModelTimeoutException>(wait);
        }

        // The low rate allows only one or two regular polls. In addition, each of the five jobs was polled one last time.
        Assert.InRange(stage.Script.Status.Count, 6, 7);
        Assert.Equal(TimeSpan.FromSeconds(30), stage.Elapsed);
    }

    [Fact]
    public async Task A_service_that_never_answers_gets_at_most_48_polls_at_a_time()
    {
        using var stage = Stage.Polled(Hang.BeforeBody.Step).Delayed();
        stage.Options.Polling.RequestsPerSecond = double.PositiveInfinity;
        Task[] waits = [.. Enumerable.Range(0, 500).Select(job => stage.Still.Attach($"req-{job}").WaitAsync())];

        await Soon.Until(() => stage.Script.Status.Count == 48);
        await Task.Delay(50);
        Assert.Equal(48, stage.Script.Status.Count);
        stage.Client.Dispose();

        foreach (var wait in waits)
        {
            await Soon.Throws<ModelWaitCanceledException>(wait);
        }
    }

    [GeneratedRegex(@"[\d.]+")]
    private static partial Regex Number();
}
