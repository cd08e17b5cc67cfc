namespace SchemaSdk.Jobs.Polling;

/// <summary>A job that is learned from.</summary>
/// <param name="model">What is learned of.</param>
internal sealed class DurationSample(ModelDurations model)
{
    private TimeSpan _running;
    private TimeSpan _gap;
    private int _waits;

    /// <summary>True once the job has ended, or is not followed to its end. Guarded by the lock of the model.</summary>
    internal bool IsOver { get; set; }

    /// <summary>
    /// Its ages when it was last seen to run and when it was seen to have ended, and the gap that was planned; null: nothing was learned.
    /// Guarded by the lock of the model.
    /// </summary>
    internal (TimeSpan Running, TimeSpan Ended, TimeSpan Gap)? Seen { get; set; }

    /// <summary>Somebody waits for it, so that it is polled.</summary>
    internal void BeginWait(TimeSpan age)
    {
        if (_waits++ == 0)
        {
            _gap = model.GapAfter(age);
        }
    }

    /// <summary>It was seen to run.</summary>
    internal void Runs(TimeSpan age) => (_running, _gap) = (age, model.GapAfter(age));

    /// <summary>Somebody does not wait any longer.</summary>
    /// <returns>True if nobody does.</returns>
    internal bool EndWait() => --_waits <= 0;

    /// <summary>It has ended, or is not followed to its end.</summary>
    /// <param name="ended">Its age then; null: nothing is learned.</param>
    internal void End(TimeSpan? ended)
    {
        if (ended is { } age)
        {
            Seen = (_running, age, _gap);
        }

        model.EndSample(this);
    }
}
