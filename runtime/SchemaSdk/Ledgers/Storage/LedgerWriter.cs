using System.Globalization;
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
    private readonly LedgerQueue _queue;
    private long _end;
    private volatile Exception? _broken;

    /// <summary>Makes one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="end">The place at which the next line goes.</param>
    /// <param name="grown">Called with that place after each write, while nothing is written.</param>
    internal LedgerWriter(LedgerFile file, long end, Action<long> grown)
    {
        (_file, _end, _grown) = (file, end, grown);
        _queue = new LedgerQueue(WriteAll, file.Gathering, file.Patience, Disposed);
    }

    /// <summary>Appends a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="parts">The parts of its frame.</param>
    /// <param name="behind">Another line, without which it must not be written; null: it may be.</param>
    /// <returns>False if that one is being written without this line.</returns>
    /// <exception cref="ModelLedgerException">The ledger was disposed.</exception>
    internal bool TryAppend(LedgerWrite line, in LedgerParts parts, LedgerWrite? behind) => _queue.TryAdd(line, parts, behind);

    /// <summary>Does something while nothing is written.</summary>
    /// <param name="work">Gets the place at which the next line goes, and returns that at which it is to go.</param>
    /// <exception cref="ModelLedgerException">The ledger was disposed, or nothing is written any more.</exception>
    internal Task BetweenAsync(Func<long, long> work)
    {
        var turn = new LedgerTurn(work);
        _queue.Add(turn);
        return turn.Task;
    }

    /// <summary>True if it takes no more.</summary>
    internal bool IsClosed => _queue.IsClosed;

    /// <summary>Takes no more, and waits until what was given is written.</summary>
    internal Task CloseAsync() => _queue.CloseAsync();

    /// <summary>Returns if lines can be written, as far as is known.</summary>
    /// <exception cref="ModelLedgerException">Nothing is written any more, until the ledger is opened anew.</exception>
    internal void ThrowIfBroken()
    {
        if (_broken is { } broken)
        {
            throw NotWritten(broken, null);
        }
    }

    /// <summary>Refuses all lines from now on. Called while nothing is written.</summary>
    /// <returns>What whoever puts something down is told from now on.</returns>
    internal ModelLedgerException Break(Exception cause)
    {
        _broken = cause;
        return NotWritten(cause, null);
    }

    private void WriteAll()
    {
        while (_queue.Take() is var (turn, lines))
        {
            var refused = _broken ?? FindOther();
            if (turn is not null)
            {
                _end = turn.Run(_end, refused is null ? null : NotWritten(refused, null));
                continue;
            }

            if (refused is null)
            {
                Write(lines);
            }
            else
            {
                Fail(lines, refused);
            }

            _grown(_end);
        }
    }

    /// <summary>Looks if somebody else writes to the file, as where its lock does not reach another machine.</summary>
    /// <returns>The reason why nothing may be written; null: it may.</returns>
    private Exception? FindOther()
    {
        try
        {
            var length = _file.Disk.Length;
            return length == _end ? null : _broken = new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"Another process changes it: this one left {_end} bytes in it, and it has {length}. End one of both, and open it anew."));
        }
        catch (Exception exception)
        {
            // Whatever it was: those who wait are told, and none of them waits for ever.
            return exception;
        }
    }

    private void Write(LedgerBatch batch)
    {
        try
        {
            foreach (var line in batch.Lines)
            {
                LedgerFrame.Place(line.Frame.Span, _end, _file.Head.Seed);
            }

            _file.Disk.Write(batch.Parts(), _end);
            _file.Flush();
        }
        catch (Exception exception)
        {
            // Whatever it was: those who wait are told, and none of them waits for ever.
            _broken = TakeBack(exception);
            Fail(batch, exception);
            return;
        }

        End(batch);
    }

    private void End(LedgerBatch batch)
    {
        var end = _end;
        foreach (var line in batch.Lines)
        {
            end += line.Frame.Length;
        }

        _file.Remember(end);
        foreach (var line in batch.Lines)
        {
            line.Written(_end);
            _end += line.Frame.Length;
            line.Frame = default;
        }

        // Afterwards: those who go on put their next lines down, and would wait for the lock that the lines above need.
        foreach (var line in batch.Lines)
        {
            line.SetResult();
        }
    }

    private void Fail(LedgerBatch batch, Exception cause)
    {
        foreach (var line in batch.Lines)
        {
            line.Failed();
            line.Frame = default;
        }

        foreach (var line in batch.Lines)
        {
            line.SetException(NotWritten(cause, line.Key));
            if (line.MayWait)
            {
                // Whoever puts the next line of the job down is told; here it counts as heard.
                _ = line.Task.Exception;
            }
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
        $"The ledger '{_file.Path}' could not be written: {ErrorText.Ended(cause.Message)}"

        // What broke it says itself what to do.
        + (ReferenceEquals(cause, _broken) ? "" : " Make room, or give it a file that may be written.")
        + (key is null ? "" : $" It is about the job '{ErrorText.Cut(key)}'."),
        cause)
    {
        IsLasting = _broken is not null || LastingFailure.Is(cause),
    };
}
