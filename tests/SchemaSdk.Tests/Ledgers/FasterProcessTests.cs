using SchemaSdk.Jobs.Events;
using SchemaSdk.Tests.Bench;
using SchemaSdk.Tests.Running;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests a call that finds, after it recorded its first entry, that another process has submitted the job.</summary>
public sealed class FasterProcessTests : IDisposable
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly Stage _stage = Stage.Accepting();
    private readonly MemoryJobLedger _ledger = Shelf.Open(new MemoryStore());

    public FasterProcessTests()
    {
        _stage.Options.Ledger = _ledger;
        _stage.Script.Status.Does(Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
    }

    [Fact]
    public async Task The_call_waits_for_the_other_job_and_sends_nothing()
    {
        BeforeSubmit(LedgerState.Sending, LedgerState.Accepted);

        var result = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 0), (result.RequestId, _stage.Script.Submit.Count));
        await Soon.Until(() => _ledger.FindAsync("order-7").AsTask().Result!.State == LedgerState.Delivered);
        Assert.Equal(Steps.Id, (await Soon.Async(_stage.Still.RunAsync("a cat", Keyed))).RequestId);
    }

    [Fact]
    public async Task A_job_that_the_other_process_saw_refused_is_submitted_once()
    {
        BeforeSubmit(LedgerState.Sending, LedgerState.Refused);

        var result = await Soon.Async(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 1), (result.RequestId, _stage.Script.Submit.Count));
        Assert.Equal(2, (await _ledger.FindAsync("order-7"))!.Attempts);
    }

    public void Dispose()
    {
        _stage.Dispose();
        _ledger.Dispose();
    }

    // Makes another process record these entries when the test's first call is about to submit.
    private void BeforeSubmit(params LedgerState[] states)
    {
        var isDone = false;
        var heard = new HeardEvents
        {
            After = moment =>
            {
                if (moment == JobMoment.Intending && !isDone)
                {
                    isDone = true;
                    RecordAsync(states).GetAwaiter().GetResult();
                }
            },
        };
        heard.Hear(_stage.Client.Calls.Shared.Events);
    }

    private async Task RecordAsync(LedgerState[] states)
    {
        var entry = (await _ledger.BeginAsync(Shelf.Intent("order-7")).ConfigureAwait(false))!;
        foreach (var state in states)
        {
            entry = LedgerStories.Next(entry, state);
            entry = state == LedgerState.Accepted ? entry with { RequestId = Steps.Id } : entry;
            await _ledger.RecordAsync(entry).ConfigureAwait(false);
        }
    }
}
