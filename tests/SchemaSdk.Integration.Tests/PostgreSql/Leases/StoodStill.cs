namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>A clock whose timers never go off: that of a process that hangs.</summary>
internal sealed class StoodStill : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Stopped();

    private sealed class Stopped : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
