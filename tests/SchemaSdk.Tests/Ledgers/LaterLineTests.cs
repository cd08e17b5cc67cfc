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
        var later = ledger.RecordLaterAsync(Delivered(await EndedAsync(ledger)));

        await ledger.DisposeAsync();

        Assert.True(later.IsCompletedSuccessfully);
        await using var next = Shelf.Open(disk.AfterPowerLoss());
        Assert.Equal(LedgerState.Delivered, (await next.FindAsync(Key))!.State);
    }

    [Fact]
    public async Task A_line_for_which_nobody_waits_goes_to_the_disk_by_itself()
    {
        await using var ledger = Shelf.Open(new ForgetfulDisk());

        await ledger.RecordLaterAsync(Delivered(await EndedAsync(ledger)));

        Assert.Equal(LedgerState.Delivered, (await ledger.FindAsync(Key))!.State);
    }

    [Fact]
    public async Task Whoever_comes_second_with_a_line_finds_the_first_one()
    {
        await using var ledger = Shelf.Open(new ForgetfulDisk());
        var ended = await EndedAsync(ledger);

        var first = ledger.RecordLaterAsync(Delivered(ended));
        var error = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.RecordAsync(Delivered(ended)));

        Assert.True(error.IsConflict);
        Assert.Equal(LedgerState.Delivered, (await ledger.FindAsync(Key))!.State);
        await first;
    }

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
