using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>The time of each call that shares a job: from its own call on, and with a last look.</content>
public sealed partial class SharedWaitTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("completed")]
    [InlineData("in_queue")]
    public async Task The_job_is_looked_at_once_more_when_the_time_of_a_later_call_is_over(string status)
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
        Assert.Equal(status == "completed" ? null : Steps.Id, (outcome as ModelTimeoutException)?.RequestId);
        Assert.Equal(status == "completed", outcome is null);
        Assert.True(outcome is null ? (await Soon.Async(longer)).RequestId == Steps.Id : !longer.IsCompleted);
    }

    [Fact]
    public async Task A_last_look_that_fails_ends_a_later_call_with_its_reason()
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

    [Fact]
    public async Task The_time_of_a_later_call_begins_with_the_call_and_not_when_it_takes_the_job_up()
    {
        using var stage = SeldomPolled();
        var ledger = new LateLedger((JobLedger)stage.Options.Ledger!);
        stage.Options.Ledger = ledger;
        _ = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromHours(1) });
        await Soon.Until(() => stage.Script.Status.Count == 1);
        var later = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = Minute });
        await ledger.Read;

        stage.Time.Advance(Minute * 0.75);
        ledger.Go();
        await stage.Time.LimitAsync(Minute * 0.25);
        stage.Time.Advance(Minute * 0.25);

        await Soon.Throws<ModelTimeoutException>(later);
    }

    [Fact]
    public async Task The_time_of_a_later_call_that_finds_a_job_for_which_no_call_waits_begins_with_the_call()
    {
        using var stage = SeldomPolled();
        var ledger = new LateLedger((JobLedger)stage.Options.Ledger!);
        stage.Options.Ledger = ledger;
        await Soon.Async(stage.Still.SubmitAsync("a cat", Keyed));
        var later = stage.Still.RunAsync("a cat", Keyed with { JobTimeout = Minute });
        await ledger.Read;

        stage.Time.Advance(Minute * 0.75);
        ledger.Go();
        await Soon.Until(() => stage.Script.Status.Count > 0);
        await Soon.Until(() => stage.Client.Waiting > 0);
        stage.Time.Advance(Minute * 0.25);

        await Soon.Throws<ModelTimeoutException>(later);
    }

    [Fact]
    public async Task The_time_of_a_job_that_is_attached_to_begins_with_the_first_wait_and_each_later_wait_looks_once_more()
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
        var looks = stage.Script.Status.Count;
        stage.Script.Status.Forget();
        stage.Script.Status.Does(Steps.Status("completed"));

        Assert.Equal((2, Steps.Id), (looks, (await Soon.Async(job.WaitAsync())).RequestId));
        Assert.Equal(Steps.Id, (await Soon.Async(first)).RequestId);
    }

    // No poll comes within the times of these tests after the first.
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
