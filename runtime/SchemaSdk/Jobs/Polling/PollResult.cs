namespace SchemaSdk.Jobs.Polling;

/// <summary>The outcome of a poll.</summary>
/// <param name="Status">Where the job stands; null if that is not known.</param>
/// <param name="Delay">The time to the next poll, if anybody still waits.</param>
/// <param name="Error">Why polling has become useless; made anew for everybody who waits.</param>
internal readonly record struct PollResult(JobStatus? Status, TimeSpan Delay, Func<Exception>? Error)
{
    /// <summary>It told nothing, and nobody waits for it any more.</summary>
    internal static readonly PollResult Nothing = new(null, default, null);

    /// <summary>Says that polling has become useless.</summary>
    internal static PollResult Failed(Func<Exception> error) => new(null, default, error);

    internal bool IsFinal => Error is not null || Status is { HasEnded: true };
}
