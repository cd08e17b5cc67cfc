namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>The real clock, except that a pause of 0.4 to 20 seconds takes a fiftieth of its length. Timeouts keep their length.</summary>
internal sealed class QuickTime : TimeProvider
{
    public static QuickTime Clock { get; } = new();

    public static JobLedgerOptions Options { get; } = new() { TimeProvider = Clock };

    // A timer whose state is a CancellationTokenSource belongs to a timeout.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isPause = state is not CancellationTokenSource && dueTime >= TimeSpan.FromSeconds(0.4) && dueTime <= TimeSpan.FromSeconds(20);
        return base.CreateTimer(callback, state, isPause ? dueTime / 50 : dueTime, period);
    }
}
