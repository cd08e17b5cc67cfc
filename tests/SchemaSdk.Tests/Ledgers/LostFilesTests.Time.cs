using SchemaSdk.Durable.Ledgers;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>How long a download is retried, and how long its failures are remembered.</content>
public sealed partial class LostFilesTests
{
    [Fact]
    public async Task A_file_that_fails_in_another_way_is_retried_for_the_DownloadTime()
    {
        using var stage = Begin(Files("a"), new() { DownloadTime = TimeSpan.FromHours(2) });
        stage.Script.File.Does(Steps.Answer(400), Steps.Answer(400), Steps.Answer(200, "a"));

        await RunAsync(stage);
        stage.Time.Advance(TimeSpan.FromMinutes(119));
        await RunAsync(stage);
        var state = Known.State;
        stage.Time.Advance(TimeSpan.FromMinutes(2));
        await DeliverAsync(stage);

        AssertRetried(state);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task Time_in_which_no_process_ran_does_not_count_against_the_DownloadTime(int status)
    {
        var time = new FakeTime();
        using (var stage = Begin(Files("a")))
        {
            stage.Options.TimeProvider = time;
            stage.Script.File.Does(Steps.Answer(status));
            await RunAsync(stage);
        }

        time.Advance(TimeSpan.FromDays(3));
        using var next = Begin(Files("a"));
        next.Options.TimeProvider = time;
        next.Script.File.Does(Steps.Answer(status), Steps.Answer(200, "a"));
        await RunAsync(next);
        var state = Known.State;
        await DeliverAsync(next);

        AssertRetried(state);
    }

    [Fact]
    public async Task A_change_of_the_clock_does_not_count_against_the_DownloadTime()
    {
        using var stage = Begin(Files("a"));
        var time = new SteppedTime(stage.Time);
        stage.Options.TimeProvider = time;
        stage.Script.File.Does(Steps.Answer(404), Steps.Answer(404), Steps.Answer(200, "a"));

        await RunAsync(stage);
        time.Step = TimeSpan.FromDays(3);
        await RunAsync(stage);
        var state = Known.State;
        await DeliverAsync(stage);

        AssertRetried(state);
    }

    [Fact]
    public async Task The_caller_gets_the_job_with_the_reason_after_the_DownloadTime()
    {
        using var stage = Begin(Files("a"), new() { DownloadTime = TimeSpan.Zero });
        stage.Script.File.Does(Steps.Answer(400));

        var result = await Soon.Async(stage.Still.RunAsync("a cat", Keyed with { LeavesDelivery = true }));

        Assert.Equal((LedgerState.Ended, 0), (Known.State, Known.End!.Files.Count));
        Assert.Equal(Known.End!.FilesError, result.DownloadError!.Message);
        Assert.EndsWith("The download is not retried.", Known.End!.FilesError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_of_a_job_that_another_process_delivered_are_forgotten()
    {
        using var stage = Begin(Files("a"));
        stage.Script.File.Does(Steps.Answer(400));
        await RunAsync(stage);
        var failures = ((JobLedger)stage.Options.Ledger!).FileFailures;
        var tried = failures.Count;

        _table.Change("order-7", static last => last with { State = LedgerState.Delivered });
        await RunAsync(stage);

        Assert.Equal((1, 0), (tried, failures.Count));
    }

    [Fact]
    public void Failures_that_are_not_repeated_for_a_day_are_forgotten()
    {
        var (failures, time) = (new FileFailures(), new FakeTime());
        failures.Add("left to others", time);
        failures.Add("tried again", time);
        time.Advance(TimeSpan.FromHours(20));
        failures.Add("tried again", time);
        time.Advance(TimeSpan.FromHours(5));

        var since = failures.Add("tried again", time);

        Assert.Equal((1, TimeSpan.FromHours(25)), (failures.Count, since));
    }

    // The first state must be that of a job whose files are still missing.
    private void AssertRetried(LedgerState state)
    {
        Assert.Equal(LedgerState.Ended, state);
        Assert.Null(Known.End!.FilesError);
        Assert.Single(Known.End!.Files);
    }
}
