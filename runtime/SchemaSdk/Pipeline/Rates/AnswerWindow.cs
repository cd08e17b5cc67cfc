namespace SchemaSdk.Pipeline.Rates;

/// <summary>The requests that the service took and refused within the last five seconds.</summary>
/// <remarks>Times are ticks since some start. Not for use by several threads at once.</remarks>
internal sealed class AnswerWindow
{
    private const int Seconds = 5;
    private const long Second = TimeSpan.TicksPerSecond;

    private readonly Cell[] _cells = new Cell[Seconds];
    private long _start;

    /// <summary>Begins anew: what was heard before does not count.</summary>
    internal void Clear(long now)
    {
        Array.Clear(_cells);
        _start = now;
    }

    internal void AddTaken(long now) => CellAt(now).Taken++;

    /// <param name="now">The time.</param>
    /// <param name="counted">When a refusal of the same job counted last; null: never.</param>
    internal void AddRefused(long now, ref long? counted)
    {
        ref var cell = ref CellAt(now);
        cell.Refused++;
        if (counted is null || counted < _start || counted <= now - (Seconds * Second))
        {
            cell.Jobs++;
            counted = now;
        }
    }

    /// <summary>Sums it up.</summary>
    internal Answers Of(long now)
    {
        var (last, sending, wasSending) = (now / Second, 0L, false);
        Answers sum = default;
        for (var number = Math.Max(last - Seconds + 1, 0); number <= last; number++)
        {
            var cell = _cells[number % Seconds];
            var isSending = cell.Number == number && cell.Taken + cell.Refused > 0;
            if (isSending)
            {
                // Limits are by the second, or by more: what goes within a part of one may be all of it.
                var from = Math.Max(_start, number * Second);
                sending += number < last ? ((number + 1) * Second) - from : wasSending ? now - from : Second;
                sum = new Answers(sum.Taken + cell.Taken, sum.Refused + cell.Refused, sum.Jobs + cell.Jobs, 0);
            }

            wasSending = isSending;
        }

        return sum with { Sending = Math.Max(sending / (double)Second, 1) };
    }

    private ref Cell CellAt(long now)
    {
        var number = now / Second;
        ref var cell = ref _cells[number % Seconds];
        if (cell.Number != number)
        {
            cell = new Cell { Number = number };
        }

        return ref cell;
    }

    private struct Cell
    {
        internal long Number;
        internal int Taken;
        internal int Refused;
        internal int Jobs;
    }
}
