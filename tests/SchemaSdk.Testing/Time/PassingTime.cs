namespace SchemaSdk.Testing;

/// <summary>A clock that is stopped until a test advances it. Its timers use the system clock.</summary>
public sealed class PassingTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}
