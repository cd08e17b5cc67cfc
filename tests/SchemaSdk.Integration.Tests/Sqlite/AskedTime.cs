namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Counts the readings of the clock. If the count rises, a call is waiting for the file lock.</summary>
internal sealed class AskedTime(FakeTime time) : TimeProvider
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public override long TimestampFrequency => time.TimestampFrequency;

    public Task IsAskedAsync(int times)
    {
        var before = Volatile.Read(ref _asked);
        return Soon.Until(() => Volatile.Read(ref _asked) >= before + times);
    }

    public override long GetTimestamp()
    {
        Interlocked.Increment(ref _asked);
        return time.GetTimestamp();
    }

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
