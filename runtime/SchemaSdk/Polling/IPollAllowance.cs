namespace SchemaSdk.Polling;

/// <summary>What a client lets its polls have: places among all its requests, and so many requests a second.</summary>
internal interface IPollAllowance
{
    /// <summary>Says what is called when a place was taken for a poll that found none before.</summary>
    void WhenPlaced(Action placed);

    /// <summary>Takes a place. Where there is none, the next that comes free is taken, and it is called for that.</summary>
    bool TryEnter();

    /// <summary>Whether a place may be used for the next poll, though others stand in line.</summary>
    bool MayGoOn();

    /// <summary>Gives a place back.</summary>
    void Return();

    /// <summary>Takes one request out of the budget, if it has any.</summary>
    /// <returns>Zero: it was taken; else the time until there is one.</returns>
    TimeSpan TryTake();

    /// <summary>Counts a request that does not wait for its turn.</summary>
    void Spend();

    /// <summary>The same, as far as no poll would have to wait for it.</summary>
    void SpendSpare();

    /// <summary>Cancels on another thread.</summary>
    void CancelAside(CancellationTokenSource source);
}
