namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>A wall clock that can be set, while timers and timestamps continue normally.</summary>
internal sealed class JumpingClock : TimeProvider
{
    public TimeSpan Jump { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;
}
