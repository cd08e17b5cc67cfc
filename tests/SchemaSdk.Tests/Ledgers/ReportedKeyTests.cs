using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Log messages, spans, statuses and exceptions must contain the key of their job.</summary>
public class ReportedKeyTests
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task Every_log_message_and_the_span_of_a_job_have_its_key()
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage);
        var log = new ListLog();
        stage.Options.LoggerFactory = log;
        stage.Options.Ledger = Shelf.Open(_store);
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.NotNow(429, "1"), Steps.Accepted);
        stage.Script.Status.Does(Steps.Answer(503), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Failed("\"no\""));

        await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal("order-7", listener.Job.GetTagItem("schemasdk.job.key"));
        Assert.True(log.Lines.Count >= 4, string.Join('\n', log.Lines));
        Assert.All(log.Lines, line => Assert.Contains("(key order-7)", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_status_and_the_exception_of_a_canceled_wait_have_the_key()
    {
        using var stage = Stage.Accepting();
        using var stop = new CancellationTokenSource();
        stage.Options.Ledger = Shelf.Open(_store);
        stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Status("in_progress"));
        var reports = new Reports<JobStatus>(status =>
        {
            if (status.State == JobState.InProgress)
            {
                stop.Cancel();
            }
        });

        var error = await Soon.Throws<ModelWaitCanceledException>(
            stage.Still.RunAsync("a cat", Keyed with { Progress = reports }, stop.Token));

        Assert.Equal("order-7", error.Key);
        Assert.Contains(reports.All, status => status.State == JobState.InQueue);
        Assert.All(reports.All, status => Assert.Equal("order-7", status.Key));
    }

    [Fact]
    public async Task The_span_of_a_resumed_job_has_its_key()
    {
        using (var first = Stage.Accepting())
        {
            first.Options.Ledger = Shelf.Open(_store);
            await Soon.Async(first.Still.SubmitAsync("a cat", Keyed));
        }

        using var second = Stage.Accepting();
        using var listener = new Listener(second);
        second.Options.Ledger = Shelf.Open(_store.AfterCrash());
        second.Script.Status.Does(Steps.Status("completed"));
        second.Script.Result.Does(Steps.Succeeded);

        await Soon.Async(second.Still.RunAsync("a cat", Keyed));

        Assert.Equal("order-7", listener.Job.GetTagItem("schemasdk.job.key"));
    }
}
