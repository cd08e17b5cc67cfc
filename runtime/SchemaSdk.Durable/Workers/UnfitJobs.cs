namespace SchemaSdk.Durable.Workers;

/// <summary>
/// The jobs that this process could not submit, and that another one may. They are kept for some seconds, in which other jobs get their
/// turn, and then given back, in which others come first. None is tried again here before its own pause is over.
/// </summary>
internal sealed class UnfitJobs(TimeProvider time, ModelJobsOptions options, JobSignals signals)
{
    // Kept for longer, or more of them, they would be missing where they can be submitted.
    private const int MostKept = 500;
    private const int Rests = 5;

    // About five megabytes. Of more than that, each is tried once whenever it comes along.
    private const int MostKnown = 20_000;

    // The others are told of what was given back.
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Dictionary<string, Unfit> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly TimeSpan _rest = options.RetryDelay < LongestRest ? options.RetryDelay : LongestRest;
    private int _round;
    private int _rests;
    private bool _isOver;
    private bool _isResting;

    /// <summary>True while nothing is claimed: this process would be the first to take again what it gives back.</summary>
    internal bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _isResting || _kept.Count >= MostKept;
            }
        }
    }

    /// <summary>Keeps a job that could not be submitted, and lengthens its pause.</summary>
    internal void Keep(string key, CancellationToken stop)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(key, out var unfit))
            {
                if (_known.Count >= MostKnown)
                {
                    _known.Clear();
                }

                _known.Add(key, unfit = new Unfit(new Pause(options.RetryDelay, time)));
            }

            (unfit.TriedAt, unfit.Length) = (time.GetTimestamp(), unfit.Pause.Next());
            KeepOn(key, stop);
        }
    }

    /// <summary>Keeps a job that was claimed again, if its pause is not over.</summary>
    /// <returns>False if it is to be tried.</returns>
    internal bool KeepsAgain(string key, CancellationToken stop)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(key, out var unfit) || time.GetElapsedTime(unfit.TriedAt) >= unfit.Length)
            {
                return false;
            }

            KeepOn(key, stop);
            return true;
        }
    }

    /// <summary>It was submitted, or is at its end.</summary>
    internal void Forget(string key)
    {
        lock (_gate)
        {
            _known.Remove(key);
        }
    }

    /// <summary>Takes out those that are to be given back now.</summary>
    internal List<string> TakeDue()
    {
        lock (_gate)
        {
            return _isOver || _kept.Count >= MostKept ? TakeKept() : [];
        }
    }

    /// <summary>Takes out all that are kept.</summary>
    internal List<string> TakeAll()
    {
        lock (_gate)
        {
            return TakeKept();
        }
    }

    /// <summary>They were given back, and for a moment only others take jobs up. Called again, that moment begins anew.</summary>
    internal void LeaveToOthers(CancellationToken stop)
    {
        int rest;
        lock (_gate)
        {
            _isResting = true;
            rest = ++_rests;
        }

        _ = RestAsync(rest, stop);
    }

    private List<string> TakeKept()
    {
        List<string> kept = [.. _kept];
        _kept.Clear();
        _isOver = false;
        _round++;
        return kept;
    }

    // All go back together: one by one, each would stop the claims for a moment.
    private void KeepOn(string key, CancellationToken stop)
    {
        if (_kept.Add(key) && _kept.Count == 1)
        {
            _ = EndAsync(_round, stop);
        }
        else if (_kept.Count == MostKept)
        {
            signals.TellWork();
        }
    }

    private async Task EndAsync(int round, CancellationToken stop)
    {
        await Task.Delay(_rest * Rests, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (round != _round)
            {
                return;
            }

            _isOver = true;
        }

        signals.TellWork();
    }

    private async Task RestAsync(int rest, CancellationToken stop)
    {
        await Task.Delay(_rest, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (rest != _rests)
            {
                return;
            }

            _isResting = false;
        }

        signals.TellWork();
    }

    /// <summary>One of them: when it was tried, and for how long it is not tried again.</summary>
    private sealed class Unfit(Pause pause)
    {
        internal Pause Pause => pause;

        internal long TriedAt { get; set; }

        internal TimeSpan Length { get; set; }
    }
}
