namespace SchemaSdk.Ledgers.Storage;

/// <content>The lines that are being written.</content>
internal sealed partial class LedgerJobs
{
    /// <summary>Begins the write of the first line of a job, or finds that of somebody else.</summary>
    /// <param name="intent">The job, without its input.</param>
    /// <param name="input">Its input.</param>
    /// <param name="mayWait">True if nobody waits for it.</param>
    /// <param name="writer">Writes it.</param>
    /// <returns>Null if a first line is on the disk.</returns>
    internal (Task Writing, bool IsMine)? Begin(LedgerEntry intent, ReadOnlySpan<byte> input, bool mayWait, LedgerWriter writer)
    {
        // Made before the lock: thousands may begin at once.
        var parts = LedgerEntries.PartsOf(intent, input, default, isWhole: true);
        var line = LineOf(intent, parts, input.Length, 0, mayWait);
        lock (_gate)
        {
            if (_slots.TryGetValue(intent.Key, out var slot))
            {
                return slot.Entry is null ? (slot.Writing!.Task, false) : null;
            }

            // Known before it is written: without memory for it, another first line of the same key would follow on the disk.
            _order.EnsureCapacity(_order.Count + 1);
            _slots.Add(intent.Key, slot = new LedgerSlot());
            try
            {
                TryAppend(slot, line, parts, writer);
            }
            catch
            {
                _slots.Remove(intent.Key);
                throw;
            }

            _order.Add(slot);
            return (line.Task, true);
        }
    }

    /// <summary>Begins the write of the next line of a job.</summary>
    /// <param name="entry">The job, without its input and result.</param>
    /// <param name="input">Its input, if it is kept with this line.</param>
    /// <param name="result">Its result, if it is kept with this line.</param>
    /// <param name="mayWait">True if nobody waits for it.</param>
    /// <param name="writer">Writes it.</param>
    /// <returns>
    /// Its write; or, if it is not the next line or cannot be written yet, false with the write of another line of the job, or with null if
    /// all are on the disk.
    /// </returns>
    /// <exception cref="ModelLedgerException">Its state may not come after the last one, or it is too long to be read again.</exception>
    internal (Task? Writing, bool IsMine) Record(
        LedgerEntry entry, ReadOnlySpan<byte> input, ReadOnlySpan<byte> result, bool mayWait, LedgerWriter writer)
    {
        var parts = LedgerEntries.PartsOf(entry, input, result, isWhole: false);
        var line = LineOf(entry, parts, input.Length, result.Length, mayWait);
        lock (_gate)
        {
            if (!_slots.TryGetValue(entry.Key, out var slot) || slot.Version + 1 != entry.Version)
            {
                return (slot?.Writing?.Task, false);
            }

            if (IsOfOther(slot.Last, entry))
            {
                return (null, false);
            }

            LedgerEntries.CheckNext(slot.Last, entry);

            // Both or neither: a line that follows one whose write fails could not be read again.
            return TryAppend(slot, line, parts, writer) ? (line.Task, true) : (slot.Writing!.Task, false);
        }
    }

    private Line LineOf(LedgerEntry entry, in LedgerParts parts, int inputLength, int resultLength, bool mayWait) =>
        new(this, entry, inputLength, resultLength)
        {
            MayWait = mayWait,
            IsPatient = entry.State == LedgerState.Ended,
            Frame = parts.Length > LedgerBatch.LongestCopied ? parts.ToArray() : default,
        };

    // The first line that was begun for it failed, or the ledger has forgotten it, and somebody else has begun another job by the same key
    // meanwhile.
    private static bool IsOfOther(LedgerEntry last, LedgerEntry next) =>
        last.ModelId != next.ModelId || last.InputHash != next.InputHash || (last.IsQueued && !next.IsQueued) || last.IsOtherThan(next);

    // Under the lock: a line has the place in the file that it has among those of its job.
    private static bool TryAppend(LedgerSlot slot, Line line, in LedgerParts parts, LedgerWriter writer)
    {
        line.Slot = slot;
        if (!writer.TryAppend(line, parts, slot.Writing))
        {
            return false;
        }

        (slot.Version, slot.Writing) = (line.Entry.Version, line);
        return true;
    }

    private void Drop(LedgerSlot slot, Line line)
    {
        lock (_gate)
        {
            // The first of the lines that fail together makes room for another one, which is not theirs.
            if (slot.Writing?.Batch == line.Batch)
            {
                (slot.Version, slot.Writing) = (slot.Entry?.Version ?? 0, null);
            }

            if (slot.Entry is null && _slots.TryGetValue(line.Key, out var known) && known == slot)
            {
                _slots.Remove(line.Key);
                _order.Remove(slot);
            }

            // Its caller has the result, and nobody would try again to say so.
            if (slot.IsHeld && line.Entry.State == LedgerState.Delivered)
            {
                slot.IsHeld = false;
                _workers.Place(slot);
            }
        }
    }

    private void Take(LedgerSlot slot, Line line, LedgerSlot.Place content, int inputLength)
    {
        lock (_gate)
        {
            _contentLength -= slot.ContentLength;
            slot.Take(line.Entry, content, inputLength);
            _contentLength += slot.ContentLength;
            slot.Writing = slot.Writing == line ? null : slot.Writing;
            _workers.PlaceNext(slot);
        }
    }

    /// <summary>A line that is being written.</summary>
    private sealed class Line(LedgerJobs jobs, LedgerEntry entry, int inputLength, int resultLength) : LedgerWrite
    {
        internal LedgerSlot? Slot { get; set; }

        internal override LedgerEntry Entry => entry;

        internal override void Written(long at)
        {
            var content = inputLength + resultLength;
            jobs.Take(Slot!, this, new(at + Frame.Length - content, content), inputLength);
        }

        internal override void Failed() => jobs.Drop(Slot!, this);
    }
}
