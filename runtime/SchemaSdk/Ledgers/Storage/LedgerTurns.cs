namespace SchemaSdk.Ledgers.Storage;

/// <summary>The jobs of one kind of work that nobody has taken: the models in turn, and those of a model in order.</summary>
internal sealed class LedgerTurns
{
    private readonly Dictionary<string, Model> _models = new(StringComparer.Ordinal);

    // Each model is in it once, and leaves it when it is found without jobs.
    private readonly Queue<Model> _turns = [];

    /// <summary>Finds the row in which a job is to wait, or makes it.</summary>
    internal Row RowOf(LedgerEntry entry)
    {
        if (!_models.TryGetValue(entry.ModelId, out var model))
        {
            _models.Add(entry.ModelId, model = new Model(entry.ModelId));
            _turns.Enqueue(model);
        }

        return entry.State == LedgerState.Ended ? model.Ended : model.Open;
    }

    /// <summary>Takes the next job that is such work out of its row. Of a model, those that have ended come first.</summary>
    /// <returns>Null if none is.</returns>
    internal LedgerSlot? Next(LedgerWork work)
    {
        for (var left = _turns.Count; left > 0; left--)
        {
            var model = _turns.Dequeue();
            if (model.IsEmpty)
            {
                _models.Remove(model.Id);
                continue;
            }

            _turns.Enqueue(model);
            var row = work == LedgerWork.FollowToEnd || model.Ended.First is null ? model.Open : model.Ended;
            if (row.First is { } slot)
            {
                row.Remove(slot);
                return slot;
            }
        }

        return null;
    }

    /// <summary>The jobs of one model.</summary>
    private sealed class Model(string id)
    {
        internal string Id => id;

        // Apart, so that those that wait for somebody who takes their results are not read by whoever follows the others.
        internal Row Ended { get; } = new();

        internal Row Open { get; } = new();

        internal bool IsEmpty => Ended.First is null && Open.First is null;
    }

    /// <summary>Jobs that are linked to each other, so that one in the middle leaves without a search.</summary>
    internal sealed class Row
    {
        private LedgerSlot? _last;

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
