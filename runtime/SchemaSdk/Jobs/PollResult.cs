namespace SchemaSdk.Jobs;

/// <summary>The outcome of a poll.</summary>
// Status is null if unknown. Delay is the time to the next poll. Error creates one exception per waiting call; null if polling continues.
internal readonly record struct PollResult(JobStatus? Status, TimeSpan Delay, Func<Exception>? Error)
{
    internal static readonly PollResult Nothing = new(null, default, null);

    internal static PollResult Failed(Func<Exception> error) => new(null, default, error);
}
