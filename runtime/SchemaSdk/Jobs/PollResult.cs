namespace SchemaSdk.Jobs;

/// <summary>The outcome of a poll.</summary>
/// <param name="Status">The status of the job; null if it is not known.</param>
/// <param name="Delay">The time to the next poll, if a call still waits.</param>
/// <param name="Error">Makes the error that ends polling, one for each waiting call; null: polling continues.</param>
internal readonly record struct PollResult(JobStatus? Status, TimeSpan Delay, Func<Exception>? Error)
{
    /// <summary>A poll without a status or an error.</summary>
    internal static readonly PollResult Nothing = new(null, default, null);

    internal static PollResult Failed(Func<Exception> error) => new(null, default, error);

    /// <summary>Returns true if a call waits for this result.</summary>
    internal bool Concerns(JobFollower follower) => Error is not null || (Status is { } status && follower.Wants(status));
}
