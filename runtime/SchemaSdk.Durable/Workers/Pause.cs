namespace SchemaSdk.Durable.Workers;

/// <summary>The pauses between attempts that fail one after the other: each twice as long as the last, up to five minutes.</summary>
internal sealed class Pause(TimeSpan first, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private TimeSpan? _last;

    internal TimeSpan Next()
    {
        var next = _last is { } last ? last + last : first;
        _last = next < Longest ? next : Longest;
        return _last.Value;
    }

    /// <summary>An attempt went well.</summary>
    internal void Reset() => _last = null;

    /// <summary>Waits for the next pause; ends early, without an exception, when the host stops.</summary>
    internal Task WaitAsync(CancellationToken stop) =>
        Task.Delay(Next(), time, stop).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
