namespace SchemaSdk.Durable.Workers;

/// <summary>Lets one line of the log through for a lasting failure, and then one a minute.</summary>
internal sealed class RepeatedFailures(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly Dictionary<(string, Type?, Type?), Told> _told = [];

    /// <summary>Counts a failure.</summary>
    /// <param name="step">The step that failed.</param>
    /// <param name="failure">The failure; those of other types have lines of their own.</param>
    /// <returns>The number of failures since the last line, if there is to be one now; else 0.</returns>
    internal int Count(string step, Exception? failure)
    {
        lock (_gate)
        {
            var kind = (step, failure?.GetType(), failure?.GetBaseException().GetType());
            if (!_told.TryGetValue(kind, out var told))
            {
                _told.Add(kind, told = new Told());
            }

            told.Count++;
            if (told.At is { } at && time.GetElapsedTime(at) < Interval)
            {
                return 0;
            }

            var count = told.Count;
            (told.At, told.Count) = (time.GetTimestamp(), 0);
            return count;
        }
    }

    /// <summary>One kind of failure: the time of its last line, and how often it came since.</summary>
    private sealed class Told
    {
        internal long? At { get; set; }

        internal int Count { get; set; }
    }
}
