namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The inputs of a line that wait for their turn, in their order, and until when they do.</summary>
/// <param name="budget">The longest time for which one is held back.</param>
internal sealed class HeldInputs(TimeSpan budget)
{
    private readonly SortedSet<QuotaPlace> _places = new(Comparer<QuotaPlace>.Create(static (a, b) => a.Number.CompareTo(b.Number)));

    internal bool Any => _places.Count > 0;

    internal QuotaPlace First => _places.Min!;

    /// <summary>The earliest time at which one may have to be given up; null if none waits.</summary>
    internal TimeSpan? End { get; private set; }

    internal void Add(QuotaPlace place, TimeSpan now)
    {
        place.State = QuotaState.Waiting;
        place.Turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        place.HeldSince ??= now;
        _places.Add(place);
        EndAt(place.HeldSince.Value + budget);
    }

    internal void Remove(QuotaPlace place) => _places.Remove(place);

    /// <summary>Ends the waiting of each that would have been held back for too long at a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="takenAt">When the service last took one of the line: that begins the time of all anew.</param>
    internal void GiveUp(TimeSpan time, TimeSpan takenAt)
    {
        End = null;
        foreach (var place in _places.ToArray())
        {
            var since = place.HeldSince!.Value;
            var end = (since > takenAt ? since : takenAt) + budget;
            if (end > time)
            {
                EndAt(end);
                continue;
            }

            _places.Remove(place);
            place.State = QuotaState.Idle;
            place.Turn.SetResult(false);
        }
    }

    private void EndAt(TimeSpan end) => End = end < End ? end : End ?? end;
}
