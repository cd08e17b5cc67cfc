namespace SchemaSdk.Emulation.Jobs;

/// <summary>The clock of the emulated service, which a fault can set forward or back.</summary>
internal sealed class EmulatorClock(TimeProvider time)
{
    private long _stepTicks;

    public TimeProvider Time => time;

    public DateTimeOffset Now
    {
        get
        {
            var (now, ticks) = (time.GetUtcNow(), Interlocked.Read(ref _stepTicks));
            return ticks > (DateTimeOffset.MaxValue - now).Ticks ? DateTimeOffset.MaxValue
                : ticks < (DateTimeOffset.MinValue - now).Ticks ? DateTimeOffset.MinValue
                : now.AddTicks(ticks);
        }
    }

    public void Reset() => Interlocked.Exchange(ref _stepTicks, 0);

    public void Jump(TimeSpan step) => Interlocked.Add(ref _stepTicks, step.Ticks);
}
