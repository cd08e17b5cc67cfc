namespace SchemaSdk.Pipeline.Quotas;

/// <summary>One input in the queue of its <c>RunManyAsync</c> call, until its run has ended.</summary>
internal sealed class QuotaTurn(QuotaQueue queue) : IDisposable
{
    private int _isClaimed;

    internal QuotaQueue Queue => queue;

    // All members up to IsOver are guarded by the quota's lock.
    internal QuotaState State { get; set; }

    /// <summary>Completes with true when the input may be sent, or with false if it was held back too long or its run ended.</summary>
    internal TaskCompletionSource<bool> MayBeSent { get; set; } = new();

    internal long? HeldSince { get; set; }

    /// <summary>True if the input was sent because a job had ended.</summary>
    internal bool HadRoom { get; set; }

    internal bool IsOver { get; set; }

    /// <summary>Claims the input for a submit; false if another submit with the same options has claimed it.</summary>
    internal bool TryClaim()
    {
        if (Interlocked.Exchange(ref _isClaimed, 1) == 1)
        {
            return false;
        }

        Leave();
        return true;
    }

    internal void Release() => Volatile.Write(ref _isClaimed, 0);

    /// <summary>Waits until the input may be sent; false if it was held back for too long or its run has ended.</summary>
    internal Task<bool> EnterAsync(CancellationToken stop) => queue.Quota.EnterAsync(this).WaitAsync(stop);

    /// <summary>The rest of the wait that the service asked for; zero if no wait is left.</summary>
    internal TimeSpan AskedFor => queue.Quota.LeftOf(queue);

    internal void Accepted() => queue.Quota.Accepted(this);

    internal (int Running, TimeSpan Next) Refused(TimeSpan? retryAfter) => queue.Quota.Refused(this, retryAfter);

    internal void Leave() => queue.Quota.Leave(this, isOver: false);

    internal void Ended() => queue.Quota.Leave(this, isOver: false, ifRunning: true);

    // The quota stops counting the input, even if an abandoned submit is still running.
    public void Dispose() => queue.Quota.Leave(this, isOver: true);
}

internal enum QuotaState
{
    Idle,      // the input is neither being sent nor running: it waits, or its submit or its run has ended
    Sending,   // the input is allowed to be sent, and has no answer yet
    Running,
}
