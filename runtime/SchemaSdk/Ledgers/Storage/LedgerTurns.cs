namespace SchemaSdk.Ledgers.Storage;

/// <summary>The jobs of one kind of work that nobody has taken: the models in turn, and those of a model in order.</summary>
internal sealed class LedgerTurns
{
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);

    // Each row is in it once, and leaves it when it is found empty.
    private readonly Queue<Row> _turns = [];

    /// <summary>Adds a job that is in no row.</summary>
    internal void Add(LedgerSlot slot)
    {
        var model = slot.Entry!.ModelId;
        if (!_rows.TryGetValue(model, out var row))
        {
            _rows.Add(model, row = new Row(model));
            _turns.Enqueue(row);
        }

        row.Add(slot);
    }

    /// <summary>Takes the next job out of its row; null if all rows are empty.</summary>
    internal LedgerSlot? Next()
    {
        while (_turns.TryDequeue(out var row))
        {
            if (row.First is { } slot)
            {
                row.Remove(slot);
                _turns.Enqueue(row);
                return slot;
            }

            _rows.Remove(row.Model);
        }

        return null;
    }

    /// <summary>The jobs of one model. They are linked to each other, so that one in the middle leaves without a search.</summary>
    internal sealed class Row(string model)
    {
        private LedgerSlot? _last;

        internal string Model => model;

        internal LedgerSlot? First { get; private set; }

        internal void Add(LedgerSlot slot)
        {
            (slot.Row, slot.Before) = (this, _last);
            if (_last is { } last)
            {
                last.After = slot;
            }
            else
            {
                First = slot;
            }

            _last = slot;
        }

        internal void Remove(LedgerSlot slot)
        {
            if (slot.Before is { } before)
            {
                before.After = slot.After;
            }
            else
            {
                First = slot.After;
            }

            if (slot.After is { } after)
            {
                after.Before = slot.Before;
            }
            else
            {
                _last = slot.Before;
            }

            (slot.Row, slot.Before, slot.After) = (null, null, null);
        }
    }
}
