using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>One job is asked to wait for hours: it may be about that job alone, or a mistake.</summary>
public class LongPauseTests
{
    private const string Hours = "10800";

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task The_job_that_is_told_fails_now_and_the_others_go_on_after_a_minute()
    {
        using var stage = new Stage(skipsDelays: false);
        var other = await OtherWhileOneIsToldAsync(stage, Hours, new RunOptions());

        var start = stage.Time.GetUtcNow();
        stage.Script.Status.Does(Steps.Status("cancelled"));
        stage.Time.Advance(Interval);
        await Soon.Until(() => stage.Client.Waiting == 1);
        stage.Time.Advance(Most - Interval - TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, stage.Script.Status.Count);
        stage.Time.Advance(Interval);

        await Soon.Throws<ModelCanceledException>(other);
        Assert.InRange(stage.Time.GetUtcNow() - start, Most, Most + Interval);
        Assert.Equal(3, stage.Script.Status.Count);
    }

    [Fact]
    public async Task Who_has_no_result_in_time_is_told_what_the_service_asked_for_and_when()
    {
        using var stage = new Stage(skipsDelays: false);
        var start = stage.Time.GetUtcNow();
        var other = await OtherWhileOneIsToldAsync(stage, Hours, new RunOptions { JobTimeout = TimeSpan.FromSeconds(30) });
        stage.Time.Advance(Interval);
        await Soon.Until(() => stage.Client.Waiting == 1);
        stage.Time.Advance(TimeSpan.FromSeconds(28));

        var error = await Soon.Throws<ModelTimeoutException>(other);

        Assert.Equal(TimeSpan.FromSeconds(30), stage.Time.GetUtcNow() - start);
        Assert.Contains(
            "At 2026-01-02 03:04:05Z the service asked to wait 10800 s, so no job of this client was read for 60 s.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_begins_while_the_client_is_held_back_is_told_too()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Status.Does(Steps.Answer(429, "", retryAfter: Hours));
        await Soon.Throws<ModelUnavailableException>(stage.Still.Attach("req-1").WaitAsync());

        var wait = stage.Still.Attach("req-2", new RunOptions { JobTimeout = TimeSpan.FromSeconds(20) }).WaitAsync();
        await Soon.Until(() => stage.Client.Waiting == 1);
        stage.Time.Advance(TimeSpan.FromSeconds(20));

        var error = await Soon.Throws<ModelTimeoutException>(wait);
        Assert.Contains("the service asked to wait 10800 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Status.Count);
    }

    [Fact]
    public async Task Who_cannot_be_read_is_told_too()
    {
        using var stage = new Stage();
        stage.Options.Retry.ReadBudget = TimeSpan.FromSeconds(10);
        stage.Script.Status.Does(Steps.Answer(429, "", retryAfter: Hours), Steps.Answer(500));
        await Soon.Throws<ModelUnavailableException>(stage.Still.Attach("req-1").WaitAsync());

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Contains("HTTP 500. At 2026-01-02 03:04:05Z the service asked to wait 10800 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_over_before_the_last_answer_is_not_told()
    {
        using var stage = new Stage();
        stage.Script.Status.Does(Steps.Answer(429, "", retryAfter: "5"), Steps.Status("in_progress"));

        var error = await Soon.Throws<ModelTimeoutException>(
            stage.Still.Attach(Steps.Id, new RunOptions { JobTimeout = TimeSpan.FromSeconds(30) }).WaitAsync());

        Assert.DoesNotContain("asked to wait", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_logged()
    {
        using var stage = new Stage();
        using var log = new ListLog();
        stage.Options.LoggerFactory = log;
        stage.Script.Status.Does(Steps.Answer(503, "", retryAfter: Hours));

        await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Contains(
            log.Lines, line => line.StartsWith("Information: The service asked to wait 03:00:00: no job of this client is read for 00:01:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Afterwards_the_client_asks_for_less_and_soon_for_as_much_as_before()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Options.Polling.RequestsPerSecond = 10;
        stage.Script.Status.Does(Steps.Answer(429, "", retryAfter: Hours), Steps.Json("""{"status":"in_progress"}"""));
        await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).WaitAsync());
        var waits = Enumerable.Range(0, 100).Select(job => stage.Still.Attach($"req-{job}").WaitAsync()).ToList();

        var counts = new List<int>();
        for (var minute = 0; minute < 6; minute++)
        {
            var before = stage.Script.Status.Count;
            for (var step = 0; step < 240; step++)
            {
                stage.Time.Advance(TimeSpan.FromMilliseconds(250));
                await Task.Delay(1);
            }

            counts.Add(stage.Script.Status.Count - before);
        }

        Assert.Equal(0, counts[0]);
        Assert.InRange(counts[1], 60, 400);
        Assert.InRange(counts[5], 400, 700);
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
    }

    /// <summary>A job between two polls, while another of the client is told to wait.</summary>
    private static async Task<Task> OtherWhileOneIsToldAsync(Stage stage, string retryAfter, RunOptions options)
    {
        stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Answer(429, "", retryAfter));
        var other = stage.Still.Attach("req-1", options).WaitAsync();
        await Soon.Until(() => stage.Client.Waiting == 1);
        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.Attach("req-1").WaitAsync());
        Assert.Contains("The service asks to wait 10800 s, longer than there is time.", error.Message, StringComparison.Ordinal);
        stage.Script.Status.Forget();
        return other;
    }
}
