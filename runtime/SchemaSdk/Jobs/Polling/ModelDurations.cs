namespace SchemaSdk.Jobs.Polling;

/// <summary>The durations that a client has learned of the jobs of one model. Safe for use by many threads.</summary>
/// <param name="fixedInterval">The gap between polls while too little is known; null: it suits the age of the job.</param>
internal sealed class ModelDurations(TimeSpan? fixedInterval)
{
    /// <summary>With fewer durations, nothing is known.</summary>
    private const int LeastToKnow = 5;

    // Zero has no logarithm.
    private const double Shortest = 0.001;

    private const double MostOfGap = 1.25;

    // So many that have ended are learned from, though one before them has not.
    private const int MostHeld = DurationWindow.Size * 3 / 4;

    private readonly TimeSpan _interval = fixedInterval ?? ModelPollingOptions.Usual;
    private readonly object _gate = new();
    private readonly DurationWindow _window = new();
    private readonly List<DurationSample> _samples = new(DurationWindow.Size);
    private PollCurve? _curve;

    /// <summary>True if enough is known of the durations of jobs.</summary>
    internal bool IsKnown => Volatile.Read(ref _curve) is not null;

    /// <summary>True if the first poll of a new job can wait.</summary>
    internal bool CanWait => fixedInterval is null || IsKnown;

    /// <summary>The durations that it learned from, in seconds, the oldest first.</summary>
    internal double[] Seconds
    {
        get
        {
            lock (_gate)
            {
                return [.. _window.Logarithms.ToArray().Select(Math.Exp)];
            }
        }
    }

    /// <summary>The time from this age of a job to its next poll.</summary>
    internal TimeSpan GapAfter(TimeSpan age) =>
        Volatile.Read(ref _curve) is { } curve ? TimeSpan.FromSeconds(curve.GapAfter(age.TotalSeconds))
            : fixedInterval ?? ColdPolls.GapAfter(age);

    /// <summary>Takes a job to learn from; null: there are enough of them already.</summary>
    /// <remarks>
    /// Of thousands that run at once, the first to end are the fastest. Those that were submitted first are as fast as the others, and so
    /// they are learned from in that order: by the five fastest of them, all others would be late, and be asked for ever more rarely.
    /// </remarks>
    internal DurationSample? TryBeginSample()
    {
        lock (_gate)
        {
            if (_samples.Count == DurationWindow.Size)
            {
                return null;
            }

            var sample = new DurationSample(this);
            _samples.Add(sample);
            return sample;
        }
    }

    /// <summary>A job that was taken has ended, or is not followed to its end.</summary>
    internal void EndSample(DurationSample sample)
    {
        lock (_gate)
        {
            sample.IsOver = true;
            var over = 0;
            foreach (var other in _samples)
            {
                over += other.IsOver ? 1 : 0;
            }

            var goesOn = over >= MostHeld;
            while (_samples.FindIndex(static other => other.IsOver) is var next && (next == 0 || (next > 0 && goesOn)))
            {
                if (_samples[next].Seen is { } seen)
                {
                    Learn(seen.Running, seen.Ended, seen.Gap);
                }

                _samples.RemoveAt(next);
            }
        }
    }

    /// <summary>Learns from a job.</summary>
    /// <param name="running">Its age when it was last seen to run.</param>
    /// <param name="ended">Its age when it was seen to have ended.</param>
    /// <param name="gap">What was planned between the two.</param>
    internal void Learn(TimeSpan running, TimeSpan ended, TimeSpan gap)
    {
        // Where it was not polled as planned, by an outage or for want of budget or of connections, it tells more of that than of its
        // model.
        if (ended - running > (MostOfGap * gap) + (_interval / 4))
        {
            return;
        }

        lock (_gate)
        {
            // It ended anywhere between the two: the middle is right on average.
            Add((running + ended).TotalSeconds / 2, (ended - running).TotalSeconds);
        }
    }

    /// <summary>Takes up what an earlier client learned.</summary>
    internal void Load(ReadOnlySpan<double> seconds)
    {
        lock (_gate)
        {
            foreach (var duration in seconds)
            {
                Add(duration, uncertain: 0);
            }
        }
    }

    // uncertain: the time within which it ended, in seconds.
    private void Add(double seconds, double uncertain)
    {
        _window.Add(Math.Max(seconds, Shortest), uncertain);
        var law = _window.Logarithms;
        Volatile.Write(
            ref _curve, law.Length < LeastToKnow ? null : new PollCurve(DurationLaw.Of(law, _window.LeastSigma), _interval.TotalSeconds));
    }
}
