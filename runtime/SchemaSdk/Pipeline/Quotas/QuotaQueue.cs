namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The input queue of one <c>RunManyAsync</c> call. Guarded by the quota's lock.</summary>
internal sealed class QuotaQueue(JobQuota quota) : IDisposable
{
    internal JobQuota Quota => quota;

    /// <summary>The waiting inputs, in the order in which they were first held back.</summary>
    internal List<QuotaTurn> Waiting { get; } = [];

    /// <summary>The time at which the first waiting input was held back; null if no input is waiting.</summary>
    internal long? HeldSince => Waiting.Count > 0 ? Waiting[0].HeldSince : null;

    /// <summary>The number of the queue's inputs that are being sent or whose jobs are running.</summary>
    internal int Load { get; set; }

    /// <summary>The time until which the service asked the client to wait; 0 if it did not ask.</summary>
    internal long AskedFor { get; set; }

    internal long AskedAt { get; set; }

    /// <summary>True after the service refused an input although a job had ended, so the number of jobs was not the reason.</summary>
    internal bool HasDeclined { get; set; }

    internal QuotaTurn NewTurn() => new(this);

    internal QuotaTurn TakeFirst()
    {
        var turn = Waiting[0];
        Waiting.RemoveAt(0);
        return turn;
    }

    public void Dispose() => quota.Close(this);
}
