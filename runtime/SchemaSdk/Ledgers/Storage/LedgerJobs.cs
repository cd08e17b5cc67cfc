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

    /// <summary>Returns true if a key is that of a job, though its first line may not be on the disk yet.</summary>
    internal bool Has(string key)
    {
        lock (_gate)
        {
            return _slots.ContainsKey(key);
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

            // Before anything is changed: without memory, all of it stays as it is.
            var left = gone.Select(row => row.Slot).ToHashSet();
            var order = left.Count == 0 ? _order : _order.FindAll(slot => !left.Contains(slot));
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

            (_order, _contentLength) = (order, 0);
            foreach (var slot in order)
            {
                _contentLength += slot.ContentLength;
            }

            return true;
        }
    }
}
