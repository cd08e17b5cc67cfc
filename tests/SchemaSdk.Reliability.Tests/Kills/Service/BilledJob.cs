namespace SchemaSdk.Reliability.Tests.Kills.Service;

/// <summary>The charges of one key. Each request id contains the key. Only tests read the key from the id; clients do not.</summary>
internal sealed class BilledJob(string key)
{
    private readonly object _gate = new();
    private readonly List<string> _ids = [];
    private int _heard;
    private int _looks;

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

    public int Hear() => Interlocked.Increment(ref _heard);

    public string Accept()
    {
        lock (_gate)
        {
            _ids.Add($"{key}-id-{_ids.Count + 1}");
            return _ids[^1];
        }
    }

    /// <summary>True from the second poll on, so that a caller has to wait for the end.</summary>
    public bool HasEnded() => Interlocked.Increment(ref _looks) > 1;
}
