namespace SchemaSdk.Jobs.Polling;

/// <summary>The job durations that a client has learned for one model. Thread-safe.</summary>
/// <remarks>Few jobs are shorter than the shortest of the last twenty, so a job is polled rarely until it is almost that old.</remarks>
internal sealed class ModelDurations(TimeSpan? fixedInterval)
{
    /// <summary>The maximum number of kept durations, and of jobs that are sampled at the same time.</summary>
    // If thousands of parallel jobs were all sampled, only the durations of the slowest would be kept, because these end last.
    internal const int Size = 20;

    // If this many consecutive jobs have ended by their first poll, the model is assumed to have become faster.
    private const int MostSurprises = 2;

    private readonly object _gate = new();
    private volatile double[] _seconds = [];
    private int _sampled;
    private int _surprises;

    /// <summary>The pace at which a job that starts now is polled.</summary>
    // A started job keeps its pace. Otherwise, if many jobs start together, the few that end first would set the pace of the others.
    internal PollPace Pace => new(fixedInterval, _seconds is { Length: Size } all ? TimeSpan.FromSeconds(all.Min()) : default);

    /// <summary>The kept durations in seconds, oldest first.</summary>
    internal double[] Seconds => _seconds;

    /// <summary>Starts a sample; null if enough jobs are already being sampled.</summary>
    internal DurationSample? TryBeginSample()
    {
        if (Interlocked.Increment(ref _sampled) <= Size)
        {
            return new DurationSample(this);
        }

        EndSample();
        return null;
    }

    internal void EndSample() => Interlocked.Decrement(ref _sampled);

    // running: the age of the job when a poll last saw it running; zero if the first poll already saw the end.
    internal void Learn(TimeSpan running)
    {
        lock (_gate)
        {
            if (running > TimeSpan.Zero)
            {
                _surprises = 0;
                _seconds = [.. _seconds.TakeLast(Size - 1), running.TotalSeconds];
            }
            else if (++_surprises == MostSurprises)
            {
                _surprises = 0;
                _seconds = [];
            }
        }
    }

    internal void Load(double[] seconds) => Array.ForEach(seconds, duration => Learn(TimeSpan.FromSeconds(duration)));
}

/// <summary>A job that is measured to learn how long its model's jobs take. Its events are reported one at a time.</summary>
internal sealed class DurationSample(ModelDurations model)
{
    // If the last gap was longer than this multiple of the planned gap, for example in an outage, nothing is learned.
    private const double MostOfGap = 1.25;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.5);

    private readonly PollPace _pace = model.Pace;
    private TimeSpan _running;
    private TimeSpan _latest;

    /// <summary>Records the age at which a wait for the job started, or at which a poll saw that the job had not ended.</summary>
    internal void Runs(TimeSpan age, bool isSeen)
    {
        _running = isSeen ? age : _running;
        _latest = age + (MostOfGap * _pace.GapAfter(age)) + Slack;
    }

    // age: the age at which the job succeeded; null to learn nothing.
    internal void End(TimeSpan? age)
    {
        if (age <= _latest)
        {
            model.Learn(_running);
        }

        model.EndSample();
    }
}
