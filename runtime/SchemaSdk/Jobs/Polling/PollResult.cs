namespace SchemaSdk.Jobs.Polling;

/// <summary>The outcome of a poll.</summary>
/// <param name="Status">Where the job stands; null if that is not known.</param>
/// <param name="Delay">The time to the next poll, if anybody still waits.</param>
/// <param name="Error">Why polling has become useless; made anew for everybody who waits.</param>
internal readonly record struct PollResult(JobStatus? Status, TimeSpan Delay, Func<Exception>? Error)
{
    /// <summary>It told nothing, and nobody waits for it any more.</summary>
    internal static readonly PollResult Nothing = new(null, default, null);

    /// <summary>The client is disposed.</summary>
    internal static readonly PollResult Stopped = Failed(static () => new OperationCanceledException());

    /// <summary>Says that polling has become useless.</summary>
    internal static PollResult Failed(Func<Exception> error) => new(null, default, error);

    /// <summary>Returns true if it is what somebody waits for.</summary>
    internal bool Concerns(PollWaiter? waiter) =>
        waiter is not null && (Error is not null || (Status is { } status && waiter.Wants(status)));
}
