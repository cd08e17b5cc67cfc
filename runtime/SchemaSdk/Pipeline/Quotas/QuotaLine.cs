namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The inputs of one <c>RunManyAsync</c>, which wait in order. Guarded by the lock of the quota.</summary>
/// <param name="quota">The quota of the client.</param>
/// <param name="held">Called with 1 when an input is held back, and with -1 when its wait ends.</param>
internal sealed class QuotaLine(JobQuota quota, Action<int> held) : IDisposable
{
    private readonly SortedSet<QuotaPlace> _waiting = new(Comparer<QuotaPlace>.Create(static (a, b) => a.Number.CompareTo(b.Number)));
    private long _numbers;

    internal JobQuota Quota => quota;

    /// <summary>Since when the first one is held back; null if none waits.</summary>
    internal long? HeldSince => _waiting.Min?.HeldSince;

    /// <summary>The number of its jobs that run or are being sent.</summary>
    internal int Load { get; set; }

    /// <summary>The time at which the service last accepted one of its inputs.</summary>
    internal long TakenAt { get; private set; }

    /// <summary>The time at which one of its inputs was last sent.</summary>
    internal long TriedAt { get; private set; }

    /// <summary>Until when the service asked to wait; null if it did not say.</summary>
    internal long? AskedFor { get; private set; }

    /// <summary>True after the service refused an input although a job had ended: the reason is not the number of jobs.</summary>
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

    /// <summary>Takes the first waiting input, to send it.</summary>
    internal QuotaPlace Next(long now)
    {
        TriedAt = now;
        return TakeFirst();
    }

    /// <summary>Ends the wait of the first input.</summary>
    internal void GiveUpFirst()
    {
        var place = TakeFirst();
        (place.State, place.HeldSince) = (QuotaState.Idle, null);
        place.Turn.SetResult(false);
    }

    /// <summary>Records that the service accepted an input.</summary>
    internal void Taken(long now) => (TakenAt, HasDeclined) = (now, false);

    /// <summary>Records that the service refused an input.</summary>
    internal void Refused(long? askedFor, bool hadRoom)
    {
        // If several inputs were in flight together, the longest delay counts.
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
