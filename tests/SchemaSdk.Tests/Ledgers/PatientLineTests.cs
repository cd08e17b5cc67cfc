using SchemaSdk.Ledgers.Storage;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The lines with ends of jobs, which wait for others where several of them come.</summary>
public sealed class PatientLineTests
{
    // No test takes as long.
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    // A write that waits for nothing has begun by then.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly ForgetfulDisk _disk;
    private int _writes;

    public PatientLineTests() => _disk = new ForgetfulDisk
    {
        Before = step => Interlocked.Add(ref _writes, step == "write" ? 1 : 0),
    };

    [Fact]
    public async Task After_a_write_with_several_ends_the_next_end_waits_for_a_line_that_cannot_wait()
    {
        await using var ledger = Open(Long);
        var last = await AfterSeveralEndsAsync(ledger);
        var flushes = _disk.Flushes;

        var end = ledger.NextAsync(last, LedgerState.Ended);
        Assert.False(SpinWait.SpinUntil(() => _disk.Flushes > flushes, Moment));
        Assert.False(end.IsCompleted);
        await ledger.BeginAsync(Shelf.Intent("urgent"));

        await Soon.Async(end);
        Assert.Equal(flushes + 1, _disk.Flushes);
    }

    [Fact]
    public async Task An_end_for_which_no_other_line_comes_is_written_when_its_time_is_up()
    {
        await using var ledger = Open(TimeSpan.FromMilliseconds(20));
        var last = await AfterSeveralEndsAsync(ledger);

        await Soon.Async(ledger.NextAsync(last, LedgerState.Ended));

        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("last"))!.State);
    }

    [Fact]
    public async Task Ends_that_come_one_after_the_other_wait_for_nothing()
    {
        await using var ledger = Open(Long);
        LedgerEntry[] accepted = [await AcceptedAsync(ledger, "first"), await AcceptedAsync(ledger, "second")];

        foreach (var job in accepted)
        {
            await Soon.Async(ledger.NextAsync(job, LedgerState.Ended));
        }

        Assert.All(await ledger.AllAsync(), job => Assert.Equal(LedgerState.Ended, job.State));
    }

    [Fact]
    public async Task A_ledger_that_is_disposed_of_writes_the_ends_that_wait()
    {
        var ledger = Open(Long);
        var end = ledger.NextAsync(await AfterSeveralEndsAsync(ledger), LedgerState.Ended);
        Assert.False(end.IsCompleted);

        await Soon.Async(ledger.DisposeAsync().AsTask());

        await Soon.Async(end);
        await using var next = Open(Long);
        Assert.Equal(LedgerState.Ended, (await next.FindAsync("last"))!.State);
    }

    // A job whose end is still to come. The last write had the ends of two others.
    private async Task<LedgerEntry> AfterSeveralEndsAsync(FileJobLedger ledger)
    {
        var last = await AcceptedAsync(ledger, "last");
        var (first, second) = (await AcceptedAsync(ledger, "first"), await AcceptedAsync(ledger, "second"));
        Task before;
        Task[] ends;
        using (_disk.Hold())
        {
            // The thread is busy with another line while the ends come.
            var writes = Volatile.Read(ref _writes);
            before = ledger.BeginAsync(Shelf.Intent("before")).AsTask();
            await Soon.Until(() => Volatile.Read(ref _writes) > writes);
            ends = [ledger.NextAsync(first, LedgerState.Ended), ledger.NextAsync(second, LedgerState.Ended)];
        }

        await Soon.Async(Task.WhenAll([before, .. ends]));
        return last;
    }

    private FileJobLedger Open(TimeSpan patience) => new(
        new LedgerFile(Shelf.Name, new ForgetfulFolder(Shelf.Name, _disk), new MemoryStream()) { Patience = patience },
        new JobLedgerOptions { TimeProvider = new FakeTime() });

    private static async Task<LedgerEntry> AcceptedAsync(FileJobLedger ledger, string key)
    {
        var intent = Shelf.Intent(key);
        await ledger.BeginAsync(intent);
        var sending = await ledger.NextAsync(intent, LedgerState.Sending);
        return await ledger.NextAsync(sending, LedgerState.Accepted, Steps.Id);
    }
}
