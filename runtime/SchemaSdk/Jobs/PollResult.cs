namespace SchemaSdk.Jobs;

/// <summary>The outcome of a poll.</summary>
// Status is null if unknown. Delay is the time to the next poll. Error creates one exception per waiting call; null if polling continues.
internal readonly record struct PollResult(JobStatus? Status, TimeSpan Delay, Func<Exception>? Error)
{
    internal static readonly PollResult Nothing = new(null, default, null);

    internal static PollResult Failed(Func<Exception> error) => new(null, default, error);

    /// <summary>Returns true if this result ends the wait of a call.</summary>
    internal bool Concerns(JobFollower follower) => Error is not null || (Status is { } status && follower.Wants(status));
}
