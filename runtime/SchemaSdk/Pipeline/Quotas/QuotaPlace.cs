namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The place of one input in the line of its <c>RunManyAsync</c>, until its run has ended.</summary>
/// <param name="line">The line that it belongs to.</param>
/// <param name="number">The number of the input: the first that came goes first.</param>
internal sealed class QuotaPlace(QuotaLine line, long number) : IDisposable
{
    private int _isClaimed;

    internal long Number => number;

    /// <summary>Its state. Like all members up to <see cref="IsOver"/>, it is read and written under the gate of the lines.</summary>
    internal QuotaState State { get; set; }

    /// <summary>Ends with true when it may be sent, with false when it was held back for too long.</summary>
    internal TaskCompletionSource<bool> Turn { get; set; } = new();

    /// <summary>The time since which it is held back; null if it is not.</summary>
    internal TimeSpan? HeldSince { get; set; }

    /// <summary>The number of refusals that its line had met when it was sent.</summary>
    internal int Refusals { get; set; }

    /// <summary>True if it is sent beyond its line's room, to see whether there is room again.</summary>
    internal bool IsProbe { get; set; }

    /// <summary>The other line whose room it was given; null if none.</summary>
    internal QuotaLine? Lender { get; set; }

    /// <summary>True if its run has ended.</summary>
    internal bool IsOver { get; set; }

    /// <summary>The total time that it was held back.</summary>
    internal TimeSpan Held { get; set; }

    /// <summary>Takes it for one submit at a time, even if code of the application uses its options twice.</summary>
    /// <returns>False if another submit has it.</returns>
    internal bool TryClaim()
    {
        if (Interlocked.Exchange(ref _isClaimed, 1) == 1)
        {
            return false;
        }

        line.Leave(this, isOver: false);
        Held = TimeSpan.Zero;
        return true;
    }

    /// <summary>The submit has ended.</summary>
    internal void Release() => Volatile.Write(ref _isClaimed, 0);

    /// <summary>Waits until it may be sent.</summary>
    /// <returns>False if it was held back for as long as one may be, or its run has ended.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    internal Task<bool> EnterAsync(CancellationToken stop) => line.EnterAsync(this, stop);

    /// <summary>The service has taken it.</summary>
    internal void Accepted() => line.Accepted(this);

    /// <summary>The service takes it not now.</summary>
    /// <returns>How many jobs of its line run, and when one is sent again if none of them ends before.</returns>
    internal (int Running, TimeSpan Next) Refused(TimeSpan? retryAfter) => line.Refused(this, retryAfter);

    /// <summary>It is not sent, not waited for or not run any more.</summary>
    internal void Leave() => line.Leave(this, isOver: false);

    /// <summary>
    /// Its run has ended. A submit that goes on all the same, since code of the application did not wait for it, counts no more.
    /// </summary>
    public void Dispose() => line.Leave(this, isOver: true);
}
