using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The keys that workers of one process have taken.</summary>
public class WorkersKeysTests
{
    [Fact]
    public async Task Jobs_that_could_not_be_read_are_given_to_the_next_one_who_asks()
    {
        var table = new SharedTable(new FakeTime());
        var ledger = new SharedLedger(table, owner: null);
        await ledger.BeginAsync(Shelf.Intent("a") with { IsQueued = true });
        await ledger.BeginAsync(Shelf.Intent("b") with { IsQueued = true });
        ledger.Finding = _ => throw new ModelLedgerException("The connection was lost.");
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.ClaimAsync(LedgerWork.Submit, 2).AsTask());
        ledger.Finding = null;

        var claimed = await ledger.ClaimAsync(LedgerWork.Submit, 2);

        Assert.Equal(["a", "b"], claimed.Select(entry => entry.Key).Order());
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Submit, 2));
    }

    [Fact]
    public async Task A_job_that_could_not_be_read_is_told_of_until_it_is_over()
    {
        var table = new SharedTable(new FakeTime());
        var ledger = new SharedLedger(table, owner: null);
        await ledger.BeginAsync(Shelf.Intent("bad") with { IsQueued = true });
        ledger.Finding = _ => throw new TimeoutException("It hangs.");
        await Assert.ThrowsAsync<TimeoutException>(() => ledger.ClaimAsync(LedgerWork.Submit, 10).AsTask());
        var before = ledger.UpkeepFailure;

        table.Change("bad", last => last with { State = LedgerState.Refused });
        await ledger.ClaimAsync(LedgerWork.Submit, 10);

        Assert.Contains("\"bad\" waits for a worker, and could not be read. It hangs.", before!.Message, StringComparison.Ordinal);
        Assert.Null(ledger.UpkeepFailure);
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_keeps_no_other_one_waiting_and_is_told()
    {
        var ledger = new SharedLedger(new SharedTable(new FakeTime()), owner: null);
        foreach (var key in new[] { "a", "bad", "c" })
        {
            await ledger.BeginAsync(Shelf.Intent(key) with { IsQueued = true });
        }

        ledger.Finding = key => _ = key == "bad" ? throw new TimeoutException("It hangs.") : key;
        var claimed = new List<string>();
        var told = 0;
        for (var claims = 0; claims < 4; claims++)
        {
            try
            {
                claimed.AddRange(await ClaimAsync());
            }
            catch (TimeoutException)
            {
                told++;
            }
        }

        Assert.Equal(("a c", 1), (string.Join(' ', claimed.Order()), told));
        Assert.Equal("bad", ledger.UpkeepFailure!.Key);
        ledger.Finding = null;
        Assert.Equal(["bad"], await ClaimAsync());
        Assert.Null(ledger.UpkeepFailure);

        async Task<List<string>> ClaimAsync() => (await ledger.ClaimAsync(LedgerWork.Submit, 10)).Select(entry => entry.Key).ToList();
    }
}
