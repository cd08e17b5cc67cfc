namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The place of one input in the line of its <c>RunManyAsync</c>, until its run has ended.</summary>
/// <param name="line">The line that it belongs to.</param>
/// <param name="number">The number of the input: the first that came goes first.</param>
internal sealed class QuotaPlace(QuotaLine line, long number) : IDisposable
{
    private int _isClaimed;

    internal QuotaLine Line => line;

    internal long Number => number;

    /// <summary>Its state. Like all members up to <see cref="IsOver"/>, it is read and written under the quota's lock.</summary>
    internal QuotaState State { get; set; }

    /// <summary>Ends with true when it may be sent, with false when it was held back for too long.</summary>
    internal TaskCompletionSource<bool> Turn { get; set; } = new();

    /// <summary>The time since which it is held back; null if it is not.</summary>
    internal long? HeldSince { get; set; }

    /// <summary>The number of refusals that the quota had met when it was sent.</summary>
    internal int Refusals { get; set; }

    /// <summary>True if it was sent to look for room.</summary>
    internal bool IsLook { get; set; }

    /// <summary>True if it was sent because a job had ended.</summary>
    internal bool HadRoom { get; set; }

    /// <summary>True if its run has ended.</summary>
    internal bool IsOver { get; set; }

    /// <summary>Takes it for one submit at a time, even if code of the application uses its options twice.</summary>
    /// <returns>False if another submit has it.</returns>
    internal bool TryClaim()
    {
        if (Interlocked.Exchange(ref _isClaimed, 1) == 1)
        {
            return false;
        }

        Leave();
        return true;
    }

    /// <summary>The submit has ended.</summary>
    internal void Release() => Volatile.Write(ref _isClaimed, 0);

    /// <summary>Waits until it may be sent.</summary>
    /// <returns>False if it was held back for as long as one may be, or its run has ended.</returns>
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

    /// <summary>The service has taken it.</summary>
    internal void Accepted() => line.Quota.Accepted(this);

    /// <summary>The service does not take it now.</summary>
    /// <returns>How many jobs run, and when one is sent again if none of them ends before.</returns>
    internal (int Running, TimeSpan Next) Refused(TimeSpan? retryAfter) => line.Quota.Refused(this, retryAfter);

    /// <summary>It is not sent, not waited for or not run any more.</summary>
    internal void Leave() => line.Quota.Leave(this, isOver: false);

    /// <summary>
    /// Its run has ended. A submit that continues anyway, because the application did not wait for it, is not counted.
    /// </summary>
    public void Dispose() => line.Quota.Leave(this, isOver: true);
}
