using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The line that a job was delivered, for which nobody waits.</summary>
public class LaterLineTests
{
    private const string Key = "order-7";

    [Fact]
    public async Task A_line_for_which_nobody_waits_is_on_the_disk_once_the_ledger_is_closed()
    {
        var disk = new ForgetfulDisk();
        var ledger = Shelf.Open(disk);
        var later = ledger.PutAsync(Delivered(await EndedAsync(ledger)), default, mayWait: true);

        await ledger.DisposeAsync();

        Assert.True(later.IsCompletedSuccessfully);
        await using var next = Shelf.Open(disk.AfterPowerLoss());
        Assert.Equal(LedgerState.Delivered, (await next.FindAsync(Key))!.State);
    }

    [Fact]
    public async Task A_line_for_which_nobody_waits_goes_to_the_disk_by_itself()
    {
        await using var ledger = Shelf.Open(new ForgetfulDisk());

        await ledger.PutAsync(Delivered(await EndedAsync(ledger)), default, mayWait: true);

        Assert.Equal(LedgerState.Delivered, (await ledger.FindAsync(Key))!.State);
    }

    [Fact]
    public async Task Whoever_comes_second_with_a_line_finds_the_first_one()
    {
        await using var ledger = Shelf.Open(new ForgetfulDisk());
        var ended = await EndedAsync(ledger);

        var first = ledger.PutAsync(Delivered(ended), default, mayWait: true);
        var error = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.RecordAsync(Delivered(ended)));

        Assert.True(error.IsConflict);
        Assert.Equal(LedgerState.Delivered, (await ledger.FindAsync(Key))!.State);
        await first;
    }

    [Fact]
    public async Task A_first_line_shares_the_flush_of_the_next_one()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        var start = disk.Length;
        Task first;
        ValueTask next;
        using (disk.Hold())
        {
            // Those that come while this one is flushed go together.
            var alone = ledger.BeginAsync(Shelf.Intent("alone")).AsTask();
            await Soon.Until(() => disk.Length > start);
            first = ledger.TryBegin(Bare, "{}"u8)!;
            next = ledger.PutAsync(Bare with { State = LedgerState.Sending, Version = 2 }, default, mayWait: false);
            start = disk.Flushes;
            disk.Go();
            await alone;
        }

        await next;

        Assert.True(first.IsCompletedSuccessfully);
        Assert.Equal(2, disk.Flushes - start);
        Assert.Equal((LedgerState.Sending, "{}"), ((await ledger.FindAsync(Key))!.State, (await ledger.FindAsync(Key))!.Input.Text()));
    }

    [Fact]
    public async Task A_line_waits_for_a_first_one_that_is_being_flushed()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        var start = disk.Length;
        ValueTask next;
        using (disk.Hold())
        {
            var first = ledger.TryBegin(Bare, default)!;
            await Soon.Until(() => disk.Length > start);

            next = ledger.PutAsync(Bare with { State = LedgerState.Sending, Version = 2 }, default, mayWait: false);

            Assert.False(next.IsCompleted || first.IsCompleted);
        }

        await next;

        Assert.Equal(LedgerState.Sending, (await ledger.FindAsync(Key))!.State);
    }

    private static LedgerEntry Bare => Shelf.Intent(Key) with { Input = default };

    private static LedgerEntry Delivered(LedgerEntry ended) => ended with { State = LedgerState.Delivered, Version = ended.Version + 1 };

    private static async Task<LedgerEntry> EndedAsync(FileJobLedger ledger)
    {
        var intent = Shelf.Intent(Key);
        Assert.Null(await ledger.BeginAsync(intent));
        var sending = await ledger.NextAsync(intent, LedgerState.Sending);
        var accepted = await ledger.NextAsync(sending, LedgerState.Accepted, "req-1");
        return await ledger.NextAsync(accepted, LedgerState.Ended);
    }
}
