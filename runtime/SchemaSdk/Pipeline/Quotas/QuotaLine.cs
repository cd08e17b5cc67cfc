namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The queue of inputs of one <c>RunManyAsync</c> call. Guarded by the quota's lock.</summary>
// held: called with 1 when an input is held back, and with -1 when its wait ends.
internal sealed class QuotaLine(JobQuota quota, Action<int> held) : IDisposable
{
    private long _numbers;

    internal JobQuota Quota => quota;

    internal SortedSet<QuotaPlace> Waiting { get; } = new(Comparer<QuotaPlace>.Create(static (a, b) => a.Number.CompareTo(b.Number)));

    /// <summary>The time at which the first waiting input was held back; null if no input waits.</summary>
    internal long? HeldSince => Waiting.Min?.HeldSince;

    /// <summary>The number of the queue's inputs that are being sent or whose jobs run.</summary>
    internal int Load { get; set; }

    /// <summary>The time until which the service asked the client to wait; 0 if it did not ask.</summary>
    internal long AskedFor { get; set; }

    /// <summary>True after the service refused an input although a job had ended, so the number of jobs is not the reason.</summary>
    internal bool HasDeclined { get; set; }

    internal QuotaPlace NewPlace() => new(this, Interlocked.Increment(ref _numbers));

    /// <summary>Reports a change in the number of inputs that are held back.</summary>
    internal void Hold(int change) => held(change);

    internal QuotaPlace TakeFirst()
    {
        var place = Waiting.Min!;
        Waiting.Remove(place);
        return place;
    }

    public void Dispose() => quota.Close(this);
}
