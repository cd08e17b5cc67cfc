namespace SchemaSdk.Catalog.Prices;

/// <summary>The amount that a client may still spend. All of the client's submits share it.</summary>
internal sealed class ClientBudget(decimal limit)
{
    private readonly object _gate = new();
    private decimal _spent;

    internal decimal Limit => limit;

    internal bool TryTake(decimal amount, out decimal left)
    {
        lock (_gate)
        {
            left = limit - _spent;
            var fits = amount <= left;
            _spent += fits ? amount : 0;
            return fits;
        }
    }

    // The amount spent may exceed the limit, because an actual cost may exceed its estimate.
    internal void Replace(decimal taken, decimal by)
    {
        lock (_gate)
        {
            _spent += by - taken;
        }
    }
}

/// <summary>The amount that a run takes from the client's budget: the estimated cost, until the actual cost is known.</summary>
// A run calls at most one of the two methods, once: GiveBack if no job was accepted, or Settle when its job ends.
internal sealed class Reservation(ClientBudget budget, decimal estimate)
{
    /// <summary>Gives the amount back to the budget, because no job was started and nothing is charged.</summary>
    internal void GiveBack() => budget.Replace(estimate, by: 0);

    /// <summary>Replaces the estimate with the cost that the service reported.</summary>
    // A cost of zero changes nothing, because a service that charges late reports zero at first.
    internal void Settle(decimal? cost) => budget.Replace(estimate, cost is null or 0 ? estimate : cost.Value);
}
