namespace SchemaSdk.Jobs.Polling;

/// <summary>The durations that a client has learned of the jobs of one model. Safe for use by many threads.</summary>
/// <param name="fixedInterval">The gap between polls; null: it suits the age of the job.</param>
/// <remarks>A job is hardly ever shorter than the shortest of the last twenty, so it is asked for seldom until it is that old.</remarks>
internal sealed class ModelDurations(TimeSpan? fixedInterval)
{
    /// <summary>The number of durations that count, and of jobs that are learned from at a time.</summary>
    // Without the second limit, the last of thousands that run at once, which are the slowest, would be all that counts.
    internal const int Size = 20;

    private const int LeastToKnow = 5;

    // The share of the shortest duration before which an end would be a surprise.
    private const double QuietShare = 0.9;

    // So many jobs in a row that had ended at their first poll show that the model has become faster.
    private const int MostSurprises = 2;

    // A job that fails early is seen to by then.
    private static readonly TimeSpan MostQuiet = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly Queue<TimeSpan> _durations = new();
    private int _sampled;
    private int _surprises;
    private long _quietTicks;

    /// <summary>True if the first poll of a new job can wait.</summary>
    internal bool CanWait => fixedInterval is null || Quiet > TimeSpan.Zero;

    /// <summary>The durations that count, in seconds, the oldest first.</summary>
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

    // The age before which a job hardly ever ends; zero: not known.
    private TimeSpan Quiet => TimeSpan.FromTicks(Interlocked.Read(ref _quietTicks));

    /// <summary>The time from this age of a job to its next poll.</summary>
    internal TimeSpan GapAfter(TimeSpan age)
    {
        var usual = fixedInterval ?? ColdPolls.GapAfter(age);
        var quiet = Quiet - age;
        quiet = quiet < MostQuiet ? quiet : MostQuiet;
        return quiet > usual ? quiet : usual;
    }

    /// <summary>Takes a job to learn from; null: there are enough of them.</summary>
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

    /// <summary>A job that was taken is not followed any further.</summary>
    internal void EndSample()
    {
        lock (_gate)
        {
            _sampled--;
        }
    }

    /// <summary>Learns from a job that was seen to have ended.</summary>
    /// <param name="running">Its age when it was last seen to run; zero: its first poll saw its end.</param>
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
                Interlocked.Exchange(ref _quietTicks, 0);
            }
        }
    }

    /// <summary>Takes up what an earlier client learned.</summary>
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
        Interlocked.Exchange(ref _quietTicks, _durations.Count < LeastToKnow ? 0 : (_durations.Min() * QuietShare).Ticks);
    }
}
