namespace SchemaSdk.Jobs.Polling;

/// <summary>The durations that a client has learned of the jobs of one model. Thread-safe.</summary>
/// <param name="fixedInterval">The gap between polls; null: it depends on the age of the job.</param>
/// <remarks>A job rarely takes less time than the last twenty, so it is polled seldom until it is almost as old as the shortest.</remarks>
internal sealed class ModelDurations(TimeSpan? fixedInterval)
{
    /// <summary>The number of durations that count, and of samples at a time.</summary>
    // Without the second limit, the last of thousands of parallel jobs, which are the slowest, would be the only ones that count.
    internal const int Size = 20;

    // This many jobs in a row that had ended at their first poll show that the model has become faster.
    private const int MostSurprises = 2;

    private readonly object _gate = new();
    private readonly Queue<TimeSpan> _durations = new();
    private int _sampled;
    private int _surprises;
    private PollPace _pace = new(fixedInterval, shortest: default);

    /// <summary>The pace of the polls of a job that starts now.</summary>
    // A job keeps it. Otherwise, of many jobs that start at once, the few that end first would set the pace of the rest.
    internal PollPace Pace => Volatile.Read(ref _pace);

    /// <summary>The durations that count, in seconds, oldest first.</summary>
    internal double[] Seconds
    {
        get
        {
            lock (_gate)
            {
                return [.. _durations.Select(duration => duration.TotalSeconds)];
            }
        }
    }

    /// <summary>Starts a sample; null if there are enough.</summary>
    internal DurationSample? TryBeginSample()
    {
        lock (_gate)
        {
            if (_sampled == Size)
            {
                return null;
            }

            _sampled++;
            return new DurationSample(this);
        }
    }

    /// <summary>Ends a sample.</summary>
    internal void EndSample()
    {
        lock (_gate)
        {
            _sampled--;
        }
    }

    /// <summary>Learns from a job that has ended.</summary>
    /// <param name="running">Its age when it was last seen to run; zero if its first poll already saw its end.</param>
    internal void Learn(TimeSpan running)
    {
        lock (_gate)
        {
            if (running > TimeSpan.Zero)
            {
                _surprises = 0;
                Add(running);
            }
            else if (++_surprises >= MostSurprises)
            {
                _surprises = 0;
                _durations.Clear();
                SetPace(shortest: default);
            }
        }
    }

    /// <summary>Loads what an earlier client learned.</summary>
    internal void Load(ReadOnlySpan<double> seconds)
    {
        lock (_gate)
        {
            foreach (var duration in seconds)
            {
                Add(TimeSpan.FromSeconds(duration));
            }
        }
    }

    private void Add(TimeSpan duration)
    {
        if (_durations.Count == Size)
        {
            _durations.Dequeue();
        }

        _durations.Enqueue(duration);
        SetPace(_durations.Count < Size ? default : _durations.Min());
    }

    private void SetPace(TimeSpan shortest) => Volatile.Write(ref _pace, new PollPace(fixedInterval, shortest));
}
