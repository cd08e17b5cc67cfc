using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// Appends lines, each durable before its writer goes on. Those that come while others are being written are written together: one flush
/// serves them all.
/// </summary>
internal sealed class LedgerWriter
{
    private readonly LedgerFile _file;
    private readonly Action<long> _grown;
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private readonly LedgerQueue _queue;
    private long _end;
    private Exception? _broken;

    /// <summary>Makes one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="end">The place at which the next line goes.</param>
    /// <param name="grown">Called with that place after each write, while nothing is written.</param>
    internal LedgerWriter(LedgerFile file, long end, Action<long> grown)
    {
        (_file, _end, _grown) = (file, end, grown);
        _queue = new LedgerQueue(WriteAll, file.Gathering);
    }

    /// <summary>Appends a line.</summary>
    /// <exception cref="ModelLedgerException">The ledger was disposed.</exception>
    internal void Append(LedgerWrite line)
    {
        if (!_queue.TryAdd(line))
        {
            throw Disposed();
        }
    }

    /// <summary>Does something while nothing is written.</summary>
    /// <param name="work">Gets the place at which the next line goes, and returns that at which it is to go.</param>
    /// <exception cref="ModelLedgerException">The ledger was disposed, or nothing is written any more.</exception>
    internal Task BetweenAsync(Func<long, long> work)
    {
        var turn = new LedgerTurn(work);
        return _queue.TryAdd(turn) ? turn.Task : throw Disposed();
    }

    /// <summary>Takes no more, and waits until what was given is written.</summary>
    internal Task CloseAsync() => _queue.CloseAsync();

    private void WriteAll()
    {
        while (_queue.Take() is var (turn, lines))
        {
            if (turn is not null)
            {
                _end = turn.Run(_end, _broken is null ? null : NotWritten(_broken, null));
                continue;
            }

            Write(lines);
            _grown(_end);
        }
    }

    private void Write(List<LedgerWrite> batch)
    {
        var length = 0L;
        if (_broken is null)
        {
            try
            {
                foreach (var line in batch)
                {
                    length += line.Frame.Length;
                    LedgerFrame.Place(line.Frame, _end, _file.Head.Seed);
                    _parts.Add(line.Frame);
                }

                _file.Disk.Write(_parts, _end);
                _file.Flush();
            }
            catch (Exception exception)
            {
                // Whatever it was: those who wait are told, and none of them waits for ever.
                _broken = TakeBack(exception);
                Fail(batch, exception);
                return;
            }
            finally
            {
                _parts.Clear();
            }
        }

        if (_broken is not null)
        {
            Fail(batch, _broken);
            return;
        }

        _file.Remember(_end + length);
        foreach (var line in batch)
        {
            line.Written(_end);
            _end += line.Frame.Length;
            line.SetResult();
        }
    }

    private void Fail(List<LedgerWrite> batch, Exception cause)
    {
        foreach (var line in batch)
        {
            line.Failed();
            line.SetException(NotWritten(cause, line.Key));
        }
    }

    /// <summary>Takes the part of a write away that came to the disk, so that the ledger goes on once there is room again.</summary>
    /// <returns>Null if it did; else the reason why nothing is written any more.</returns>
    private Exception? TakeBack(Exception cause)
    {
        try
        {
            _file.Disk.Cut(_end);
            _file.Disk.Flush();
            return null;
        }
        catch (Exception exception)
        {
            // Why the line was not written is told first; that it cannot be taken back either, by all that come after it.
            return new IOException(
                $"{cause.Message} The part that was written could not be taken back: {exception.Message} Open the ledger anew.", cause);
        }
    }

    private ModelLedgerException Disposed() =>
        new($"The ledger '{_file.Path}' was disposed, so nothing can be put down in it.");

    private ModelLedgerException NotWritten(Exception cause, string? key) => new(
        $"The ledger '{_file.Path}' could not be written: {cause.Message} Make room, or give it a file that may be written."
        + (key is null ? "" : $" It is about the job '{ErrorText.Cut(key)}'."),
        cause)
    {
        IsLasting = _broken is not null || LastingFailure.Is(cause),
    };
}
