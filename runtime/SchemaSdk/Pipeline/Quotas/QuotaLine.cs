namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The queue of inputs of one <c>RunManyAsync</c> call. Guarded by the quota's lock.</summary>
// held: called with 1 when an input is held back, and with -1 when its wait ends.
internal sealed class QuotaLine(JobQuota quota, Action<int> held) : IDisposable
{
    private readonly SortedSet<QuotaPlace> _waiting = new(Comparer<QuotaPlace>.Create(static (a, b) => a.Number.CompareTo(b.Number)));
    private long _numbers;

    internal JobQuota Quota => quota;

    /// <summary>The time at which the first waiting input was held back; null if no input waits.</summary>
    internal long? HeldSince => _waiting.Min?.HeldSince;

    /// <summary>The number of the queue's inputs that are being sent or whose jobs run.</summary>
    internal int Load { get; set; }

    /// <summary>The time at which the service last accepted an input of this queue.</summary>
    internal long TakenAt { get; private set; }

    /// <summary>The time at which an input of this queue was last sent.</summary>
    internal long TriedAt { get; private set; }

    /// <summary>The time until which the service asked to wait; null if it did not ask.</summary>
    internal long? AskedFor { get; private set; }

    /// <summary>True after the service refused an input although a job had ended, so the number of jobs is not the reason.</summary>
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

    /// <summary>Takes the first waiting input from the queue, to send it.</summary>
    internal QuotaPlace Next(long now)
    {
        TriedAt = now;
        return TakeFirst();
    }

    /// <summary>Ends the wait of the first input without sending it.</summary>
    internal void GiveUpFirst()
    {
        var place = TakeFirst();
        (place.State, place.HeldSince) = (QuotaState.Idle, null);
        place.Turn.SetResult(false);
    }

    internal void Taken(long now) => (TakenAt, HasDeclined) = (now, false);

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
