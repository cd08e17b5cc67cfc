namespace SchemaSdk.Jobs;

/// <summary>The service asked not to read a job for a while.</summary>
internal sealed class HeldBack(DateTimeOffset at, TimeSpan asked)
{
    /// <summary>The time at which it asked.</summary>
    internal DateTimeOffset At { get; } = at;

    /// <summary>The time for which it asked to wait.</summary>
    internal TimeSpan Asked { get; } = asked;
}
