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
}
