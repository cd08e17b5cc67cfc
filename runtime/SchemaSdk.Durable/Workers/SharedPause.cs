namespace SchemaSdk.Durable.Workers;

/// <summary>The pauses of all jobs of one kind that this process cannot go on with, and with which another one may.</summary>
internal sealed class SharedPause(TimeSpan first, TimeProvider time)
{
    private readonly Pause _pause = new(first, time);
    private TimeSpan _length;
    private long _failedAt;

    /// <summary>Returns the time for which a job is kept before it is given back. It grows until an attempt goes well.</summary>
    internal TimeSpan Next()
    {
        lock (_pause)
        {
            // Those that fail beside each other are one failure.
            if (_length == default || time.GetElapsedTime(_failedAt) >= _length)
            {
                (_length, _failedAt) = (_pause.Next(), time.GetTimestamp());
            }

            return _length;
        }
    }

    /// <summary>An attempt went well.</summary>
    internal void Reset()
    {
        lock (_pause)
        {
            _pause.Reset();
            _length = default;
        }
    }
}
