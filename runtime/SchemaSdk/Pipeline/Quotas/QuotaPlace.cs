namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The place of one input in the line of its <c>RunManyAsync</c>, until its run has ended.</summary>
/// <param name="line">Its line.</param>
/// <param name="number">The number of the input. The lowest goes first.</param>
internal sealed class QuotaPlace(QuotaLine line, long number) : IDisposable
{
    private int _isClaimed;

    internal QuotaLine Line => line;

    internal long Number => number;

    /// <summary>The state. All members up to <see cref="IsOver"/> are read and written under the quota's lock.</summary>
    internal QuotaState State { get; set; }

    /// <summary>Completes with true when the input may be sent, with false if it was held back for too long.</summary>
    internal TaskCompletionSource<bool> Turn { get; set; } = new();

    /// <summary>Since when it is held back; null if it is not.</summary>
    internal long? HeldSince { get; set; }

    /// <summary>The number of refusals in the quota when it was sent.</summary>
    internal int Refusals { get; set; }

    /// <summary>True if it was sent to check for room.</summary>
    internal bool IsLook { get; set; }

    /// <summary>True if it was sent because a job had ended.</summary>
    internal bool HadRoom { get; set; }

    /// <summary>True if its run has ended.</summary>
    internal bool IsOver { get; set; }

    /// <summary>Claims it for one submit at a time, because code of the application may use its options twice.</summary>
    /// <returns>False if another submit has claimed it.</returns>
    internal bool TryClaim()
    {
        if (Interlocked.Exchange(ref _isClaimed, 1) == 1)
        {
            return false;
        }

        Leave();
        return true;
    }

    /// <summary>Records that the submit has ended.</summary>
    internal void Release() => Volatile.Write(ref _isClaimed, 0);

    /// <summary>Waits until it may be sent.</summary>
    /// <returns>False if it was held back for too long, or its run has ended.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    internal async Task<bool> EnterAsync(CancellationToken stop)
    {
        var turn = line.Quota.EnterAsync(this);
        if (turn.IsCompleted)
        {
            return await turn.ConfigureAwait(false);
        }

        line.Hold(1);
        try
        {
            return await turn.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            line.Hold(-1);
        }
    }

    /// <summary>Records that the service has accepted it.</summary>
    internal void Accepted() => line.Quota.Accepted(this);

    /// <summary>Records that the service refuses it for now.</summary>
    /// <returns>How many jobs run, and when an input is sent again if none of them ends before.</returns>
    internal (int Running, TimeSpan Next) Refused(TimeSpan? retryAfter) => line.Quota.Refused(this, retryAfter);

    /// <summary>Records that it is not sent, not waited for or not run any more.</summary>
    internal void Leave() => line.Quota.Leave(this, isOver: false);

    /// <summary>
    /// Ends its run. A submit that still continues, because the application did not wait for it, is not counted.
    /// </summary>
    public void Dispose() => line.Quota.Leave(this, isOver: true);
}
