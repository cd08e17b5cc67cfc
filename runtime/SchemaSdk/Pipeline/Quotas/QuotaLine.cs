namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The inputs of one <c>RunManyAsync</c>, which wait in their order. Guarded by the lock of the quota.</summary>
/// <param name="quota">That of the client.</param>
/// <param name="held">Called with 1 when an input is held back, and with -1 when its wait ends.</param>
internal sealed class QuotaLine(JobQuota quota, Action<int> held) : IDisposable
{
    private readonly SortedSet<QuotaPlace> _waiting = new(Comparer<QuotaPlace>.Create(static (a, b) => a.Number.CompareTo(b.Number)));
    private long _numbers;

    internal JobQuota Quota => quota;

    /// <summary>The time since which the first is held back; null if none waits.</summary>
    internal long? HeldSince => _waiting.Min?.HeldSince;

    /// <summary>The number of its jobs that run or are sent.</summary>
    internal int Load { get; set; }

    /// <summary>The time at which the service last took one of them.</summary>
    internal long TakenAt { get; private set; }

    /// <summary>The time at which one of them was last sent.</summary>
    internal long TriedAt { get; private set; }

    /// <summary>The time until which the service asked to wait; null if it did not say.</summary>
    internal long? AskedFor { get; private set; }

    /// <summary>True after the service refused one though a job had ended: what refuses these inputs is not the number of jobs.</summary>
    internal bool HasDeclined { get; private set; }

    internal QuotaPlace NewPlace() => new(this, Interlocked.Increment(ref _numbers));

    /// <summary>Reports a change in the number of inputs that are held back.</summary>
    internal void Hold(int change) => held(change);

    internal void Add(QuotaPlace place, long now)
    {
        place.State = QuotaState.Waiting;
        place.HeldSince ??= now;
        place.Turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(place);
    }

    internal void Remove(QuotaPlace place) => _waiting.Remove(place);

    /// <summary>Takes out the first that waits, to be sent.</summary>
    internal QuotaPlace Next(long now)
    {
        TriedAt = now;
        return TakeFirst();
    }

    /// <summary>Ends the wait of the first.</summary>
    internal void GiveUpFirst()
    {
        var place = TakeFirst();
        (place.State, place.HeldSince) = (QuotaState.Idle, null);
        place.Turn.SetResult(false);
    }

    /// <summary>The service took one of them.</summary>
    internal void Taken(long now) => (TakenAt, HasDeclined) = (now, false);

    /// <summary>The service refused one of them.</summary>
    internal void Refused(long? askedFor, bool hadRoom)
    {
        // Of several that were on their way together, the longest wait counts.
        AskedFor = askedFor > AskedFor ? askedFor : AskedFor ?? askedFor;
        HasDeclined |= hadRoom;
    }

    public void Dispose() => quota.Close(this);

    private QuotaPlace TakeFirst()
    {
        var place = _waiting.Min!;
        _waiting.Remove(place);
        return place;
    }
}
