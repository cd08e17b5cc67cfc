namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A clock that says what it is set to. Timers are the system's.</summary>
internal sealed class StillTime : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
