using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// Appends lines, each durable before its writer goes on. Those that come while others are being written are written together: one flush
/// serves them all.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="end">The place at which the next line goes.</param>
/// <param name="grown">Called with that place after each write, while nothing is written.</param>
internal sealed class LedgerWriter(LedgerFile file, long end, Action<long> grown)
{
    private readonly object _gate = new();
    private readonly Queue<Turn> _turns = [];
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private List<LedgerWrite> _waiting = [];
    private List<LedgerWrite> _spare = [];
    private Task _writing = Task.CompletedTask;
    private long _end = end;
    private Exception? _broken;
    private bool _isClosed;

    // The number of lines of the last write.
    private int _crowd;

    /// <summary>Appends a line.</summary>
    /// <exception cref="ModelLedgerException">The ledger was disposed.</exception>
    internal void Append(LedgerWrite line)
    {
        lock (_gate)
        {
            Begin();
            _waiting.Add(line);
        }
    }

    /// <summary>Does something while nothing is written.</summary>
    /// <param name="work">Gets the place at which the next line goes, and returns that at which it is to go.</param>
    /// <exception cref="ModelLedgerException">The ledger was disposed, or nothing is written any more.</exception>
    internal Task BetweenAsync(Func<long, long> work)
    {
        var turn = new Turn(work);
        lock (_gate)
        {
            Begin();
            _turns.Enqueue(turn);
        }

        return turn.Task;
    }

    /// <summary>Takes no more, and waits until what was given is written.</summary>
    internal Task CloseAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            return _writing;
        }
    }

    private void Begin()
    {
        if (_isClosed)
        {
            throw new ModelLedgerException($"The ledger '{file.Path}' was disposed, so nothing can be put down in it.");
        }

        if (_writing.IsCompleted)
        {
            _writing = Task.Run(WriteAllAsync);
        }
    }

    private async Task WriteAllAsync()
    {
        while (true)
        {
            if (_crowd > 1 && file.Gathering > TimeSpan.Zero)
            {
                await Task.Delay(file.Gathering, TimeProvider.System).ConfigureAwait(false);
            }

            if (Next() is not var (turn, batch))
            {
                return;
            }

            if (turn is not null)
            {
                _end = turn.Run(_end, _broken is null ? null : NotWritten(_broken, null));
                continue;
            }

            Write(batch!);
            _crowd = batch!.Count;
            batch.Clear();
            _spare = batch;
            grown(_end);
        }
    }

    private (Turn? Turn, List<LedgerWrite>? Batch)? Next()
    {
        lock (_gate)
        {
            if (_turns.TryDequeue(out var turn))
            {
                return (turn, null);
            }

            if (_waiting.Count == 0)
            {
                _writing = Task.CompletedTask;
                return null;
            }

            var batch = _waiting;
            _waiting = _spare;
            return (null, batch);
        }
    }

    private void Write(List<LedgerWrite> batch)
    {
        if (_broken is null)
        {
            try
            {
                foreach (var line in batch)
                {
                    LedgerFrame.Place(line.Frame, _end, file.Head.Seed);
                    _parts.Add(line.Frame);
                }

                file.Disk.Write(_parts, _end);
                file.Flush();
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

        file.Remember(_end + batch.Sum(line => (long)line.Frame.Length));
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
            file.Disk.Cut(_end);
            file.Disk.Flush();
            return null;
        }
        catch (Exception exception)
        {
            // Why the line was not written is told first; that it cannot be taken back either, by all that come after it.
            return new IOException(
                $"{cause.Message} The part that was written could not be taken back: {exception.Message} Open the ledger anew.", cause);
        }
    }

    private ModelLedgerException NotWritten(Exception cause, string? key) => new(
        $"The ledger '{file.Path}' could not be written: {cause.Message} Make room, or give it a file that may be written."
        + (key is null ? "" : $" It is about the job '{ErrorText.Cut(key)}'."),
        cause)
    {
        IsLasting = _broken is not null || LastingFailure.Is(cause),
    };

    /// <summary>Something that is done while nothing is written.</summary>
    private sealed class Turn(Func<long, long> work) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal long Run(long end, ModelLedgerException? broken)
        {
            try
            {
                end = broken is null ? work(end) : throw broken;
                SetResult();
            }
            catch (Exception exception)
            {
                // Whatever it was: whoever waits for it is told.
                SetException(exception);
            }

            return end;
        }
    }
}
