namespace SchemaSdk.Jobs.Polling;

/// <summary>
/// The share of a client's requests that its polls may use: places among all its requests, and a number of requests per second.
/// </summary>
internal interface IPollAllowance
{
    /// <summary>Sets the action to call when a place was taken for a poll that found none before.</summary>
    void WhenPlaced(Action placed);

    /// <summary>Takes a place. If none is free, the next one is taken, and then the action is called.</summary>
    bool TryEnter();

    /// <summary>Returns true if a place may be used for the next poll, though others stand in line.</summary>
    bool MayGoOn();

    /// <summary>Gives a place back.</summary>
    void Return();

    /// <summary>Takes one request out of the budget, if it has any.</summary>
    /// <returns>Zero if it was taken; otherwise the time until there is one.</returns>
    TimeSpan TryTake();

    /// <summary>Counts a request that does not wait for its turn.</summary>
    void Spend();

    /// <summary>Counts it only as far as no poll would have to wait for that.</summary>
    void SpendSpare();

    /// <summary>Cancels on another thread.</summary>
    void CancelAside(CancellationTokenSource source);
}
