namespace SchemaSdk.Ledgers.Storage;

/// <summary>The jobs of a ledger's file, as their last lines on the disk say. All of it may be called by many threads.</summary>
internal sealed partial class LedgerJobs
{
    private readonly object _gate = new();
    private readonly LedgerFile _file;
    private readonly Dictionary<string, LedgerSlot> _slots;
    private readonly LedgerWorkers _workers = new();
    private List<LedgerSlot> _order;
    private long _contentLength;

    internal LedgerJobs(LedgerFile file, LedgerScan lines)
    {
        _file = file;
        _slots = lines.Slots;
        _order = [.. lines.Slots.Values];
        foreach (var slot in _order)
        {
            _workers.Place(slot);
            _contentLength += slot.ContentLength;
        }
    }

    /// <summary>The number of jobs, and that of the bytes of their inputs and results.</summary>
    internal (int Count, long ContentLength) Size
    {
        get
        {
            lock (_gate)
            {
                return (_order.Count, _contentLength);
            }
        }
    }

    /// <summary>Finds a job, with its input and result; null if the key is new.</summary>
    /// <exception cref="ModelLedgerException">It cannot be read.</exception>
    internal LedgerEntry? Find(string key)
    {
        while (true)
        {
            LedgerEntry? entry;
            LedgerSlot.Place input, result;
            ILedgerDisk disk;
            lock (_gate)
            {
                if (!_slots.TryGetValue(key, out var slot) || slot.Entry is null)
                {
                    return null;
                }

                (entry, input, result, disk) = (slot.Entry, slot.Input, slot.Result, _file.Disk);
            }

            if (_file.Read(disk, input) is { } inputBytes && _file.Read(disk, result) is { } resultBytes)
            {
                return inputBytes.IsEmpty && resultBytes.IsEmpty ? entry : entry with { Input = inputBytes, Result = resultBytes };
            }
        }
    }

    /// <summary>Lists the jobs in the order in which they were begun.</summary>
    internal List<LedgerEntry> All()
    {
        lock (_gate)
        {
            var all = new List<LedgerEntry>(_order.Count);
            foreach (var slot in _order)
            {
                if (slot.Entry is { } entry)
                {
                    all.Add(entry);
                }
            }

            return all;
        }
    }

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

            slot = new LedgerSlot();
            TryAppend(slot, line, parts, writer);
            _slots.Add(intent.Key, slot);
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

            LedgerEntries.CheckNext(slot.Last, entry);

            // Both or neither: a line that follows one whose write fails could not be read again.
            return TryAppend(slot, line, parts, writer) ? (line.Task, true) : (slot.Writing!.Task, false);
        }
    }

    /// <summary>Lists the jobs with the places of their inputs and results. Called while nothing is written.</summary>
    internal List<LedgerRow> Rows()
    {
        lock (_gate)
        {
            var rows = new List<LedgerRow>(_order.Count);
            foreach (var slot in _order)
            {
                if (slot.Entry is { } entry)
                {
                    rows.Add(new(slot, entry, slot.Input, slot.Result));
                }
            }

            return rows;
        }
    }

    /// <summary>Takes another file in the place of this one. Called while nothing is written.</summary>
    /// <param name="rows">The jobs that were rewritten, with their places in the other file.</param>
    /// <param name="from">The place in this file from which on all was copied.</param>
    /// <param name="by">The distance by which that was moved.</param>
    /// <param name="gone">The jobs that were left out.</param>
    /// <param name="replace">Makes the other file this one.</param>
    /// <returns>False if one of these has gone on meanwhile. Nothing was changed then.</returns>
    internal bool TryMove(List<LedgerRow> rows, long from, long by, List<LedgerRow> gone, Action replace)
    {
        lock (_gate)
        {
            if (gone.Exists(row => row.Slot.Version != row.Entry.Version))
            {
                return false;
            }

            replace();
            foreach (var slot in _order)
            {
                slot.Input = slot.Input.Offset < from ? default : slot.Input.Moved(by);
                slot.Result = slot.Result.Offset < from ? default : slot.Result.Moved(by);
            }

            foreach (var (slot, _, input, result) in rows)
            {
                slot.Input = slot.Input.Length == 0 ? input : slot.Input;
                slot.Result = slot.Result.Length == 0 ? result : slot.Result;
            }

            foreach (var row in gone)
            {
                _slots.Remove(row.Entry.Key);
            }

            if (gone.Count > 0)
            {
                var left = gone.Select(row => row.Slot).ToHashSet();
                _order = _order.FindAll(slot => !left.Contains(slot));
            }

            _contentLength = _order.Sum(slot => slot.ContentLength);

            return true;
        }
    }

    private Line LineOf(LedgerEntry entry, in LedgerParts parts, int inputLength, int resultLength, bool mayWait) =>
        new(this, entry, inputLength, resultLength)
        {
            MayWait = mayWait,
            Frame = parts.Length > LedgerBatch.LongestCopied ? parts.ToArray() : default,
        };

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
            (slot.Version, slot.Writing) = (slot.Entry?.Version ?? 0, null);
            if (slot.Entry is null && _slots.TryGetValue(line.Key, out var known) && known == slot)
            {
                _slots.Remove(line.Key);
                _order.Remove(slot);
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
            _workers.Place(slot);
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
