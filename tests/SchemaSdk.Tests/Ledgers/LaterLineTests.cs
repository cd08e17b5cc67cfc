using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The lines for which nobody waits: the first one of a job, and that it was delivered.</summary>
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
        int flushes;
        Task first;
        ValueTask next;
        using (disk.Hold())
        {
            // Those that come while this one is flushed go together.
            var alone = ledger.BeginAsync(Shelf.Intent("alone")).AsTask();
            await Soon.Until(() => disk.Length > start);
            first = ledger.TryBegin(Bare, "{}"u8)!;
            next = ledger.PutAsync(Bare with { State = LedgerState.Sending, Version = 2 }, default, mayWait: false);
            flushes = disk.Flushes;
            disk.Go();
            await alone;
        }

        await next;

        Assert.True(first.IsCompletedSuccessfully);
        Assert.Equal(2, disk.Flushes - flushes);
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

    [Fact]
    public async Task A_line_whose_first_one_failed_is_not_put_behind_another_job_of_the_key()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        (disk.Left, disk.Refills) = (0, 1);
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.TryBegin(Bare, default)!);
        Assert.Null(await ledger.BeginAsync(Shelf.Intent(Key) with { InputHash = "11" }));

        var error = await Assert.ThrowsAsync<ModelLedgerException>(
            async () => await ledger.PutAsync(Bare with { State = LedgerState.Sending, Version = 2 }, default, mayWait: false));

        Assert.True(error.IsConflict);
        Assert.Equal((LedgerState.Intended, "11"), ((await ledger.FindAsync(Key))!.State, (await ledger.FindAsync(Key))!.InputHash));
    }

    [Fact]
    public async Task Two_lines_of_a_job_that_fail_together_leave_it_as_it_was()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        await ledger.BeginAsync(Bare);
        var sending = Bare with { State = LedgerState.Sending, Version = 2 };
        var accepted = sending with { State = LedgerState.Accepted, Version = 3, RequestId = "req-1" };
        var start = disk.Length;
        List<Task> lost;
        using (disk.Hold())
        {
            var alone = ledger.BeginAsync(Shelf.Intent("alone")).AsTask();
            await Soon.Until(() => disk.Length > start);
            lost = [ledger.RecordAsync(sending).AsTask(), ledger.RecordAsync(accepted).AsTask()];
            (disk.FullFrom, disk.Refills) = (("accepted", 0), 1);
            disk.Go();
            await alone;
        }

        foreach (var line in lost)
        {
            await Assert.ThrowsAsync<ModelLedgerException>(() => line);
        }

        Assert.Equal(LedgerState.Intended, (await ledger.FindAsync(Key))!.State);
        await ledger.RecordAsync(sending);
        await ledger.RecordAsync(accepted);
        await using var again = Shelf.Open(disk.AfterPowerLoss());
        Assert.Equal("req-1", (await again.FindAsync(Key))!.RequestId);
    }

    [Fact]
    public async Task Long_lines_keep_their_places_among_short_ones()
    {
        var disk = new ForgetfulDisk();
        await using (var ledger = Shelf.Open(disk))
        {
            for (var round = 0; round < 3; round++)
            {
                var inputs = Enumerable.Range(0, 60).Select(i => (Key: $"{round}-{i}", Length: i % 7 == 3 ? 100_000 : i * 300));
                await Task.WhenAll(
                    inputs.Select(input => ledger.BeginAsync(Shelf.Intent(input.Key, new string('x', input.Length))).AsTask()));
            }
        }

        await using var again = Shelf.Open(disk.AfterPowerLoss());
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 60; i++)
            {
                Assert.Equal(new string('x', i % 7 == 3 ? 100_000 : i * 300), (await again.FindAsync($"{round}-{i}"))!.Input.Text());
            }
        }
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
