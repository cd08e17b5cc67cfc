using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A failure of a ledger in a file says whether a person has to do something.</summary>
public class FileFailureTests
{
    [Fact]
    public async Task A_full_disk_may_have_room_later_and_one_that_may_only_be_read_needs_a_person()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        (disk.Left, disk.Refills) = (0, 1);
        var full = await Soon.Throws<ModelLedgerException>(ledger.BeginAsync(Shelf.Intent("a")).AsTask());
        (disk.Left, disk.Refills) = (0, int.MaxValue);
        var broken = await Soon.Throws<ModelLedgerException>(ledger.BeginAsync(Shelf.Intent("b")).AsTask());

        Assert.Equal((false, true), (full.IsLasting, broken.IsLasting));
        Assert.True(SchemaSdk.Ledgers.LastingFailure.Is(new IOException("Read-only file system", 30)));
        Assert.True(SchemaSdk.Ledgers.LastingFailure.Is(new UnauthorizedAccessException()));
    }

    [Fact]
    public async Task A_ledger_that_writes_nothing_any_more_gives_out_no_work_and_fails_whoever_counts_its_jobs()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        await ledger.BeginAsync(Shelf.Intent("queued") with { IsQueued = true });
        (disk.Left, disk.Refills) = (0, 1);
        await Soon.Throws<ModelLedgerException>(ledger.BeginAsync(Shelf.Intent("a")).AsTask());

        // There is room again: it goes on.
        var open = (await ledger.SummarizeAsync()).Open;
        Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 1));
        (disk.Left, disk.Refills) = (0, int.MaxValue);
        await Soon.Throws<ModelLedgerException>(ledger.BeginAsync(Shelf.Intent("b")).AsTask());
        var counting = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.SummarizeAsync());
        var claiming = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.ClaimAsync(LedgerWork.Follow, 1));

        Assert.Equal((1, true, true), (open, counting.IsLasting, claiming.IsLasting));
        Assert.Contains("Open the ledger anew.", counting.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_to_which_somebody_else_writes_too_puts_nothing_down_any_more_and_takes_nothing_away()
    {
        var folder = new ForgetfulFolder();
        await using var first = Shelf.Open(folder);
        await first.BeginAsync(Shelf.Intent("a"));
        await using var second = Shelf.Open(folder);
        await second.BeginAsync(Shelf.Intent("b"));

        var refused = await Soon.Throws<ModelLedgerException>(first.NextAsync(Shelf.Intent("a"), LedgerState.Sending));
        await Assert.ThrowsAsync<ModelLedgerException>(() => first.CompactAsync());
        await second.NextAsync(Shelf.Intent("b"), LedgerState.Sending);

        Assert.True(refused.IsLasting);
        Assert.Contains("Another process changes it", refused.Message, StringComparison.Ordinal);
        await using var again = Shelf.Open(folder.AfterKill());
        Assert.Equal([LedgerState.Intended, LedgerState.Unknown], (await again.AllAsync()).Select(entry => entry.State));
    }

    [Fact]
    public void A_foreign_file_needs_a_person() => Assert.True(
        Assert.Throws<ModelLedgerException>(() => Shelf.Open(new ForgetfulDisk([.. "This is no ledger."u8]))).IsLasting);
}
