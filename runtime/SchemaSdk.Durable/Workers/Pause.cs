namespace SchemaSdk.Durable.Workers;

/// <summary>The pauses between attempts that fail one after the other: each twice as long as the last, up to five minutes.</summary>
internal sealed class Pause(TimeSpan first, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private TimeSpan? _length;
    private long _begunAt;

    /// <summary>True unless the last pause still lasts.</summary>
    internal bool IsOver => _length is not { } length || time.GetElapsedTime(_begunAt) >= length;

    /// <summary>Begins the next pause.</summary>
    internal TimeSpan Next()
    {
        var next = _length is { } last ? last + last : first;
        (_length, _begunAt) = (next < Longest ? next : Longest, time.GetTimestamp());
        return _length.Value;
    }

    /// <summary>An attempt went well.</summary>
    internal void Reset() => _length = null;

    /// <summary>Waits for the next pause, whose length is told; ends early, without an exception, when the host stops.</summary>
    internal async Task WaitAsync(CancellationToken stop, Action<TimeSpan>? tell = null)
    {
        var length = Next();
        tell?.Invoke(length);
        await Task.Delay(length, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
