namespace SchemaSdk.Catalog.Prices;

/// <summary>
/// The amount that one run takes from the client's budget: its estimate until its cost is known. A run whose cost never becomes known,
/// because its submit is unknown or no call waits for it, keeps the estimate.
/// </summary>
internal sealed class Reservation(ClientBudget budget, decimal estimate)
{
    private int _isOver;

    /// <summary>Returns the amount to the budget, because no job runs and nothing is charged.</summary>
    internal void GiveBack() => Replace(0);

    /// <summary>Replaces the estimate with the cost that the service reported.</summary>
    // cost: null if the run ended without a reported cost. A service that charges late reports zero at first, so zero changes nothing.
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
