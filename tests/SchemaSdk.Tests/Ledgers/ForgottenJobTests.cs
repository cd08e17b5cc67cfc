namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests a caller that still has a job which the ledger has forgotten, while the job's key belongs to a later job.</summary>
public sealed class ForgottenJobTests : FolderTest
{
    [Theory]
    [InlineData(LedgerState.Sending, LedgerState.Accepted)]
    [InlineData(LedgerState.Sending, LedgerState.Intended, LedgerState.Sending, LedgerState.Accepted)]
    [InlineData(LedgerState.Sending, LedgerState.Accepted, LedgerState.Ended)]
    public async Task The_caller_gets_the_result_of_the_earlier_job_and_the_later_job_does_not_change(params LedgerState[] states)
    {
        var store = new MemoryStore();
        await using var ledger = Shelf.Open(store, new() { DownloadFolder = Folder });
        using var stage = Shelf.Accepting(ledger);
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", Shelf.Keyed));
        var first = (await ledger.FindAsync("order-7"))!;
        await RecordAsync(ledger, first, [LedgerState.Ended, LedgerState.Delivered]);
        store.Forget("order-7");
        var intent = first with { State = LedgerState.Intended, Version = 1, Attempt = null, RequestId = null, Lease = new() };
        Assert.Null(await ledger.BeginAsync(intent));
        var later = await RecordAsync(ledger, intent, states);

        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal(Steps.Id, result.RequestId);
        var error = Assert.IsType<ModelLedgerException>(result.DownloadError);
        Assert.Contains($"its key now belongs to a later job. Attach to {Steps.Id}", error.Message, StringComparison.Ordinal);
        var known = (await ledger.FindAsync("order-7"))!;
        Assert.Equal((later.State, "req-2", later.Version), (known.State, known.RequestId, known.Version));
        Assert.False(known.End is { Files.Count: > 0 });
    }

    private static async Task<LedgerEntry> RecordAsync(JobLedger ledger, LedgerEntry last, LedgerState[] states)
    {
        foreach (var state in states)
        {
            last = last with
            {
                State = state,
                Version = last.Version + 1,
                Attempt = state == LedgerState.Sending
                    ? new() { Number = (last.Attempt?.Number ?? 0) + 1, SentAt = Shelf.Now }
                    : last.Attempt,
                RequestId = state == LedgerState.Accepted ? "req-2" : last.RequestId,
                End = state == LedgerState.Ended ? new() { Outcome = JobState.Succeeded } : last.End,
                Input = default,
                Result = state == LedgerState.Ended ? """{"result":"order-7"}"""u8.ToArray() : default,
            };
            await ledger.RecordAsync(last);
        }

        return last;
    }
}
