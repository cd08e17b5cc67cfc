using SchemaSdk.Ledgers.Storage;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The lines with ends of jobs, which wait for others where the file was just written.</summary>
public sealed class PatientLineTests
{
    private readonly ForgetfulDisk _disk = new();

    [Fact]
    public async Task Ends_of_jobs_are_written_together_with_the_next_line_that_cannot_wait()
    {
        await using var ledger = Open();
        var (first, second) = (await AcceptedAsync(ledger, "first"), await AcceptedAsync(ledger, "second"));
        var flushes = _disk.Flushes;

        Task[] ends = [ledger.NextAsync(first, LedgerState.Ended), ledger.NextAsync(second, LedgerState.Ended)];
        await ledger.BeginAsync(Shelf.Intent("third"));
        await Soon.Async(Task.WhenAll(ends));

        Assert.Equal(flushes + 1, _disk.Flushes);
    }

    [Fact]
    public async Task An_end_is_written_at_once_where_nothing_was_written_before()
    {
        LedgerEntry accepted;
        await using (var earlier = Open())
        {
            accepted = await AcceptedAsync(earlier, "first");
        }

        await using var ledger = Open();

        await Soon.Async(ledger.NextAsync(accepted, LedgerState.Ended));

        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("first"))!.State);
    }

    [Fact]
    public async Task A_ledger_that_is_disposed_of_writes_the_ends_that_wait()
    {
        var ledger = Open();
        var end = ledger.NextAsync(await AcceptedAsync(ledger, "first"), LedgerState.Ended);

        await Soon.Async(ledger.DisposeAsync().AsTask());

        await Soon.Async(end);
        await using var next = Open();
        Assert.Equal(LedgerState.Ended, (await next.FindAsync("first"))!.State);
    }

    // No test takes as long as an end waits here.
    private FileJobLedger Open() => new(
        new LedgerFile(Shelf.Name, new ForgetfulFolder(Shelf.Name, _disk), new MemoryStream()) { Patience = TimeSpan.FromHours(1) },
        new JobLedgerOptions { TimeProvider = new FakeTime() });

    private static async Task<LedgerEntry> AcceptedAsync(FileJobLedger ledger, string key)
    {
        var intent = Shelf.Intent(key);
        await ledger.BeginAsync(intent);
        var sending = await ledger.NextAsync(intent with { Version = 1 }, LedgerState.Sending);
        return await ledger.NextAsync(sending, LedgerState.Accepted, Steps.Id);
    }
}
