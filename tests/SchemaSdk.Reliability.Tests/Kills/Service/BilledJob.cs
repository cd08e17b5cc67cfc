using System.Diagnostics;

namespace SchemaSdk.Reliability.Tests.Kills.Service;

/// <summary>The charges of one key. Each request id contains the key. Only tests read the key from the id; clients do not.</summary>
internal sealed class BilledJob(string key)
{
    private readonly object _gate = new();
    private readonly List<string> _ids = [];
    private int _heard;
    private int _looks;
    private long _since;

    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_gate)
            {
                return [.. _ids];
            }
        }
    }

    public int Heard => _heard;

    /// <summary>The machine that sent the last accepted submit; null if machines send no name.</summary>
    public string? Sender { get; private set; }

    public int Hear() => Interlocked.Increment(ref _heard);

    public string Accept(string? sender)
    {
        lock (_gate)
        {
            (Sender, _since) = (sender, Stopwatch.GetTimestamp());
            _ids.Add($"{key}-id-{_ids.Count + 1}");
            return _ids[^1];
        }
    }

    /// <summary>True from the second poll on, so that a caller must wait for the end; for an ordered job, true after one second.</summary>
    public bool HasEnded() => JobKind.Of(key) == JobKind.Ordered
        ? Stopwatch.GetElapsedTime(_since) > TimeSpan.FromSeconds(1)
        : Interlocked.Increment(ref _looks) > 1;
}
