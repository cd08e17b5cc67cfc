namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>The clock of a machine that somebody sets: its timers and the time since its start go on as before.</summary>
internal sealed class JumpingClock : TimeProvider
{
    /// <summary>The time by which it was set.</summary>
    public TimeSpan Jump { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;
}
