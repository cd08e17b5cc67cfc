namespace SchemaSdk.Catalog.Prices;

/// <summary>The amount that a client may still spend. All submits of the client share it.</summary>
internal sealed class ClientBudget(decimal limit)
{
    private readonly object _gate = new();
    private decimal _spent;

    internal decimal Limit => limit;

    /// <summary>Takes an amount if that much is left.</summary>
    // left: the amount that was left before the call.
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

    /// <summary>
    /// Replaces an amount that was taken with another. The total may then exceed the budget, because the money is already spent.
    /// </summary>
    internal void Replace(decimal taken, decimal by)
    {
        lock (_gate)
        {
            _spent += by - taken;
        }
    }
}
