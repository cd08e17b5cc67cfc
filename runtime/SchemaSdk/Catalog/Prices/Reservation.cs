namespace SchemaSdk.Catalog.Prices;

/// <summary>
/// The amount that one run takes from the client's budget: its estimate, as long as its cost is not known. A run keeps it for good if its
/// cost is never told, because its submit is unknown or no call waits for it.
/// </summary>
internal sealed class Reservation(ClientBudget budget, decimal estimate)
{
    private int _isOver;

    /// <summary>Nothing runs: it costs nothing.</summary>
    internal void GiveBack() => Replace(0);

    /// <summary>The service has told the cost of the run; null if the run has ended without one.</summary>
    // A service that bills late tells zero until it has: that gives nothing back.
    internal void Settle(decimal? cost)
    {
        if (cost is { } amount and not 0)
        {
            Replace(amount);
        }
    }

    private void Replace(decimal by)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            budget.Replace(estimate, by);
        }
    }
}
