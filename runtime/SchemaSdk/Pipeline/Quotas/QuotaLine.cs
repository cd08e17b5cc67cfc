namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The inputs of one <c>RunManyAsync</c>, which wait in their order. Guarded by the lock of the quota.</summary>
/// <param name="quota">That of the client.</param>
/// <param name="held">Told of one more, or one less, that is held back.</param>
internal sealed class QuotaLine(JobQuota quota, Action<int> held) : IDisposable
{
    private readonly SortedSet<QuotaPlace> _waiting = new(Comparer<QuotaPlace>.Create(static (a, b) => a.Number.CompareTo(b.Number)));
    private long _numbers;

    internal JobQuota Quota => quota;

    internal bool IsWaiting => _waiting.Count > 0;

    /// <summary>The time since which some of them wait, and none was taken; null if none waits.</summary>
    internal long? WaitsSince { get; private set; }

    /// <summary>The number of its jobs that run or are sent.</summary>
    internal int Load { get; set; }

    /// <summary>The time at which the service last took one of them.</summary>
    internal long TakenAt { get; private set; }

    internal QuotaPlace NewPlace() => new(this, Interlocked.Increment(ref _numbers));

    /// <summary>Tells of one more, or one less, that is held back.</summary>
    internal void Hold(int change) => held(change);

    internal void Add(QuotaPlace place, long now)
    {
        WaitsSince ??= now;
        place.State = QuotaState.Waiting;
        place.Turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(place);
    }

    /// <summary>One of them is not sent or not run any more.</summary>
    internal void Left(QuotaPlace place)
    {
        _waiting.Remove(place);
        WaitsSince = IsWaiting ? WaitsSince : null;
    }

    /// <summary>One of them was taken.</summary>
    internal void Taken(long now) => (TakenAt, WaitsSince) = (now, IsWaiting ? now : null);

    /// <summary>Takes out the first that waits.</summary>
    internal QuotaPlace Next()
    {
        var place = _waiting.Min!;
        _waiting.Remove(place);
        return place;
    }

    /// <summary>Ends the waiting of all.</summary>
    internal void GiveUp()
    {
        foreach (var place in _waiting)
        {
            place.State = QuotaState.Idle;
            place.Turn.SetResult(false);
        }

        _waiting.Clear();
        WaitsSince = null;
    }

    public void Dispose() => quota.Close(this);
}
