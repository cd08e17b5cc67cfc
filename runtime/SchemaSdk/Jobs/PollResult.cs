namespace SchemaSdk.Jobs;

/// <summary>The outcome of a poll.</summary>
/// <param name="Status">Where the job stands; null if that is not known.</param>
/// <param name="Delay">The time to the next poll, if a call still waits.</param>
/// <param name="Error">Makes the error that ends polling, one for each call that waits; null: polling goes on.</param>
internal readonly record struct PollResult(JobStatus? Status, TimeSpan Delay, Func<Exception>? Error)
{
    /// <summary>It told nothing.</summary>
    internal static readonly PollResult Nothing = new(null, default, null);

    internal static PollResult Failed(Func<Exception> error) => new(null, default, error);

    /// <summary>Returns true if it is what a call waits for.</summary>
    internal bool Concerns(JobFollower follower) => Error is not null || (Status is { } status && follower.Wants(status));
}
