using SchemaSdk.Durable.Ledgers;

namespace SchemaSdk.Tests.Ledgers;

/// <content>How long a download is retried, and how long its failures are remembered.</content>
public sealed partial class LostFilesTests
{
    [Theory]
    [InlineData(400, "119 minutes")]
    [InlineData(400, "a restart after three days")]
    [InlineData(404, "a restart after three days")]
    [InlineData(404, "a change of the clock by three days")]
    public async Task The_DownloadTime_of_two_hours_passes_only_while_a_process_runs(int status, string passed)
    {
        var clock = new FakeTime();
        var time = new SteppedTime(clock);
        var stage = Failing();
        await RunAsync(stage);
        if (passed == "119 minutes")
        {
            clock.Advance(TimeSpan.FromMinutes(119));
        }
        else if (passed == "a change of the clock by three days")
        {
            time.Step = TimeSpan.FromDays(3);
        }
        else
        {
            stage.Dispose();
            clock.Advance(TimeSpan.FromDays(3));
            stage = Failing();
        }

        using var last = stage;
        await RunAsync(last);
        var state = Known.State;
        last.Script.File.DoesOnly(Steps.Answer(200, "a"));
        await DeliverAsync(last);

        Assert.Equal((LedgerState.Ended, null), (state, Known.End!.FilesError));
        Assert.Single(Known.End!.Files);

        Stage Failing()
        {
            var begun = Begin(Files("a"), new() { DownloadTime = TimeSpan.FromHours(2) });
            begun.Options.TimeProvider = time;
            begun.Script.File.Does(Steps.Answer(status));
            return begun;
        }
    }

    [Fact]
    public async Task The_caller_gets_the_job_with_the_reason_after_the_DownloadTime()
    {
        using var stage = Begin(Files("a"), new() { DownloadTime = TimeSpan.Zero });
        stage.Script.File.Does(Steps.Answer(400));

        var result = await Soon.Async(stage.Still.RunAsync("a cat", Shelf.Keyed with { LeavesDelivery = true }));

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
}
