using SchemaSdk.Jobs.Events;
using SchemaSdk.Tests.Bench;
using SchemaSdk.Tests.Running;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Somebody sends a job by the same ledger, after a call has put its first line down.</summary>
public sealed class QuickerOneTests : IDisposable
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly Stage _stage = Stage.Accepting();
    private readonly MemoryJobLedger _ledger = Shelf.Open(new MemoryStore());

    public QuickerOneTests()
    {
        _stage.Options.Ledger = _ledger;
        _stage.Script.Status.Does(Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
    }

    [Fact]
    public async Task The_call_waits_for_that_job_and_sends_nothing()
    {
        Before(JobMoment.Intending, LedgerState.Sending, LedgerState.Accepted);

        var result = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 0), (result.RequestId, _stage.Script.Submit.Count));
        await Soon.Until(() => _ledger.FindAsync("order-7").AsTask().Result!.State == LedgerState.Delivered);
        Assert.Equal(Steps.Id, (await Soon.Async(_stage.Still.RunAsync("a cat", Keyed))).RequestId);
    }

    [Fact]
    public async Task A_job_that_was_refused_meanwhile_is_sent_once()
    {
        Before(JobMoment.Intending, LedgerState.Sending, LedgerState.Refused);

        var result = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 1), (result.RequestId, _stage.Script.Submit.Count));
        Assert.Equal(2, (await _ledger.FindAsync("order-7"))!.Attempts);
    }

    public void Dispose()
    {
        _stage.Dispose();
        _ledger.Dispose();
    }

    // What another call does with the key once this one is about to submit.
    private void Before(JobMoment moment, params LedgerState[] states)
    {
        var isDone = false;
        _stage.Client.Calls.Shared.Events.Add(new HeardEvents
        {
            After = now =>
            {
                if (now == moment && !isDone)
                {
                    isDone = true;
                    RecordAsync(states).GetAwaiter().GetResult();
                }
            },
        });
    }

    private async Task RecordAsync(LedgerState[] states)
    {
        var line = (await _ledger.BeginAsync(Shelf.Intent("order-7")).ConfigureAwait(false))!;
        foreach (var state in states)
        {
            line = LedgerStories.Next(line, state);
            line = state == LedgerState.Accepted ? line with { RequestId = Steps.Id } : line;
            await _ledger.RecordAsync(line).ConfigureAwait(false);
        }
    }
}
