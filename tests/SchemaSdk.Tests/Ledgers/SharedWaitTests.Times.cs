using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>The timeout of each call that shares a job begins with that call, and ends with a last poll.</content>
public sealed partial class SharedWaitTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("completed")]
    [InlineData("in_queue")]
    public async Task A_later_call_polls_once_more_when_its_timeout_ends(string status)
    {
        using var stage = SeldomPolled();
        var longer = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromHours(1) });
        await Soon.Until(() => stage.Script.Status.Count == 1);
        var shorter = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = Minute });
        await stage.Time.LimitAsync(Minute);
        stage.Script.Status.Forget();
        stage.Script.Status.Does(Steps.Status(status));

        stage.Time.Advance(Minute);
        var outcome = await Record.ExceptionAsync(() => Soon.Async(shorter));

        Assert.Equal(2, stage.Script.Status.Count);
        var timeout = outcome as ModelTimeoutException;
        Assert.Equal(status == "completed" ? (null, null) : (Steps.Id, "order-7"), (timeout?.RequestId, timeout?.Key));
        Assert.Equal(status == "completed", outcome is null);
        Assert.True(outcome is null ? (await Soon.Async(longer)).RequestId == Steps.Id : !longer.IsCompleted);
    }

    [Fact]
    public async Task The_failure_of_the_last_poll_is_the_cause_of_the_timeout()
    {
        using var stage = SeldomPolled();
        _ = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromHours(1) });
        await Soon.Until(() => stage.Script.Status.Count == 1);
        var shorter = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = Minute });
        await stage.Time.LimitAsync(Minute);
        stage.Script.Status.Forget();
        stage.Script.Status.Does(Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)));

        stage.Time.Advance(Minute);
        var error = await Soon.Throws<ModelTimeoutException>(shorter);

        Assert.Equal((Steps.Id, 2), (error.RequestId, stage.Script.Status.Count));
        Assert.IsType<HttpRequestException>(error.InnerException);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_timeout_of_a_later_call_begins_with_the_call_and_not_when_it_finds_the_job(bool hasWaiter)
    {
        using var stage = SeldomPolled();
        var ledger = new LateLedger((JobLedger)stage.Options.Ledger!);
        stage.Options.Ledger = ledger;
        var first = await Soon.Async(stage.Still.SubmitAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromHours(1) }));
        _ = hasWaiter ? first.WaitAsync() : null;
        await Soon.Until(() => stage.Script.Status.Count == (hasWaiter ? 1 : 0));
        var later = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = Minute });
        await ledger.Read;

        stage.Time.Advance(Minute * 0.75);
        ledger.Go();
        await (hasWaiter
            ? stage.Time.LimitAsync(Minute * 0.25)
            : Soon.Until(() => stage.Script.Status.Count > 0 && stage.Time.Waiting > 0));
        stage.Time.Advance(Minute * 0.25);

        await Soon.Throws<ModelTimeoutException>(later);
    }

    [Fact]
    public async Task The_timeout_of_an_attached_job_begins_with_the_first_wait_and_each_later_wait_polls_once_more()
    {
        using var stage = SeldomPolled();
        var first = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromHours(1) });
        await Soon.Until(() => stage.Script.Status.Count == 1);
        var entry = (await ((JobLedger)stage.Options.Ledger!).FindAsync("order-7"))!;
        var job = stage.Client.Attach(entry, new() { JobTimeout = Minute });
        stage.Time.Advance(Minute);

        var waiting = job.WaitAsync();
        await stage.Time.LimitAsync(Minute);
        stage.Time.Advance(Minute);
        await Soon.Throws<ModelTimeoutException>(waiting);
        var polls = stage.Script.Status.Count;
        stage.Script.Status.Forget();
        stage.Script.Status.Does(Steps.Status("completed"));

        Assert.Equal((2, Steps.Id), (polls, (await Soon.Async(job.WaitAsync())).RequestId));
        Assert.Equal(Steps.Id, (await Soon.Async(first)).RequestId);
    }

    // Within these timeouts, only the first poll and the last one are made.
    private static Stage SeldomPolled()
    {
        var stage = Stage.Accepting(skipsDelays: false);
        stage.Options.Ledger = Shelf.Open(new MemoryStore());
        stage.Options.Polling.Interval = TimeSpan.FromMinutes(30);
        stage.Script.Status.Does(Steps.Status("in_queue"));
        stage.Script.Result.Does(Steps.Succeeded);
        return stage;
    }
}
