namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// Appends lines, each durable before its writer goes on. Those that come while others are being written are written together: one flush
/// serves them all.
/// </summary>
/// <param name="disk">The file.</param>
/// <param name="end">The place at which the next line goes.</param>
/// <param name="path">The path, for errors.</param>
internal sealed class LedgerWriter(ILedgerDisk disk, long end, string path)
{
    private readonly object _gate = new();
    private List<Waiting> _waiting = [];
    private List<Waiting> _spare = [];
    private Task _writing = Task.CompletedTask;
    private long _end = end;
    private Exception? _broken;
    private bool _isClosed;

    /// <summary>Appends a frame.</summary>
    /// <param name="frame">The bytes.</param>
    /// <param name="written">Called with its place once it is durable, in the order of the file, before its writer goes on.</param>
    /// <exception cref="ModelLedgerException">It was not written.</exception>
    internal Task AppendAsync(byte[] frame, Action<long> written)
    {
        var waiting = new Waiting(frame, written);
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new ModelLedgerException($"The ledger '{path}' was disposed, so nothing can be put down in it.");
            }

            _waiting.Add(waiting);
            if (_writing.IsCompleted)
            {
                _writing = Task.Run(WriteAll);
            }
        }

        return waiting.Task;
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

    private void WriteAll()
    {
        while (true)
        {
            List<Waiting> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _writing = Task.CompletedTask;
                    return;
                }

                (batch, _waiting) = (_waiting, _spare);
            }

            Write(batch);
            batch.Clear();
            _spare = batch;
        }
    }

    private void Write(List<Waiting> batch)
    {
        if (_broken is null)
        {
            try
            {
                batch.ForEach(waiting => LedgerFrame.Place(waiting.Frame, _end));
                disk.Write(batch.ConvertAll(waiting => (ReadOnlyMemory<byte>)waiting.Frame), _end);
                disk.Flush();
            }
            catch (Exception exception)
            {
                // Whatever it was: those who wait are told, and none of them waits for ever.
                _broken = TakeBack(exception);
                batch.ForEach(waiting => waiting.TrySetException(NotWritten(exception)));
                return;
            }
        }

        foreach (var waiting in batch)
        {
            if (_broken is not null)
            {
                waiting.TrySetException(NotWritten(_broken));
                continue;
            }

            waiting.Written(_end);
            _end += waiting.Frame.Length;
            waiting.TrySetResult();
        }
    }

    /// <summary>Takes the part of a write away that came to the disk, so that the ledger goes on once there is room again.</summary>
    /// <returns>Null if it did; else the reason why nothing is written any more.</returns>
    private Exception? TakeBack(Exception cause)
    {
        try
        {
            disk.Cut(_end);
            disk.Flush();
            return null;
        }
        catch (Exception exception)
        {
            // Why the line was not written is told first; that it cannot be taken back either, by all that come after it.
            return new IOException(
                $"{cause.Message} The part that was written could not be taken back: {exception.Message} Open the ledger anew.", cause);
        }
    }

    private ModelLedgerException NotWritten(Exception cause) =>
        new($"The ledger '{path}' could not be written: {cause.Message} Make room, or give it a file that may be written.", cause);

    private sealed class Waiting(byte[] frame, Action<long> written)
        : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal byte[] Frame => frame;

        internal Action<long> Written => written;
    }
}
