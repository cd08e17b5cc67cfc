namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>The real time, in which a pause of up to 20 seconds takes a fiftieth of its length. Time limits keep theirs.</summary>
internal sealed class QuickTime : TimeProvider
{
    public static JobLedgerOptions Options { get; } = new() { TimeProvider = new QuickTime() };

    // The state of a time limit is its source.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isPause = state is not CancellationTokenSource && dueTime >= TimeSpan.FromSeconds(0.4) && dueTime <= TimeSpan.FromSeconds(20);
        return base.CreateTimer(callback, state, isPause ? dueTime / 50 : dueTime, period);
    }
}
