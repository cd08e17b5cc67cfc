namespace SchemaSdk.Catalog.Prices;

/// <summary>The amount that a client may still spend. All its submits take from it, and each dollar is taken once.</summary>
internal sealed class ClientBudget(decimal limit)
{
    private readonly object _gate = new();
    private decimal _spent;

    internal decimal Limit => limit;

    /// <summary>Takes an amount if that much is left.</summary>
    /// <param name="amount">Zero or more.</param>
    /// <param name="left">The amount that was left before the call.</param>
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

    /// <summary>Replaces an amount that was taken by another, even if that is more than is left: it is already spent.</summary>
    internal void Replace(decimal taken, decimal by)
    {
        lock (_gate)
        {
            _spent += by - taken;
        }
    }
}
