namespace SchemaSdk.Durable.Workers;

/// <summary>The delays between failing attempts: each is twice as long as the one before, but never longer than <c>longest</c>.</summary>
internal sealed class Pause(TimeSpan first, TimeProvider time, TimeSpan longest)
{
    private TimeSpan? _length;
    private long _begunAt;

    internal TimeSpan Longest => longest;
    internal bool IsOver => _length is not { } length || time.GetElapsedTime(_begunAt) >= length;

    internal TimeSpan Next()
    {
        var next = _length is { } last ? last + last : first;
        (_length, _begunAt) = (next < longest ? next : longest, time.GetTimestamp());
        return _length.Value;
    }

    /// <summary>Call this after a successful attempt, so that the next pause is as short as the first one.</summary>
    internal void Reset() => _length = null;

    /// <summary>Starts the next pause, reports its length, and waits. Returns early if the host stops, and throws no exception.</summary>
    internal async Task WaitAsync(CancellationToken stop, Action<TimeSpan>? tell = null)
    {
        var length = Next();
        tell?.Invoke(length);
        await Task.Delay(length, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
