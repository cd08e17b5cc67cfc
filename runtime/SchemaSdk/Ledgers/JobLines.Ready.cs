namespace SchemaSdk.Ledgers;

/// <content>The lines against which nothing stands: their write is all that is waited for.</content>
internal sealed partial class JobLines
{
    // The line that was put down so last, until it is known whether it is on the disk.
    private (LedgerEntry Line, Task Writing)? _put;

    // The write of the first line; null once that is on the disk.
    private Task? _begun = begun;

    public void Settle()
    {
        lock (_gate)
        {
            if (_put is not { Writing: { IsCompleted: true } writing } put)
            {
                return;
            }

            _put = null;
            if (writing.IsCompletedSuccessfully)
            {
                // The first line is on the disk if a later one is.
                (_entry, _begun) = (put.Line, null);
                _sent = _entry.State == LedgerState.Sending ? _entry.Attempts : _sent;
                _last = _last == writing ? Task.CompletedTask : _last;
            }
        }
    }

    // Under the lock. The job as its last line says; null while a line is being written, or if the ledger has no such way.
    private LedgerEntry? Ready()
    {
        if (!ledger.MayPut || !_last.IsCompleted)
        {
            return null;
        }

        Settle();
        return _entry;
    }

    // Under the lock. Null: it has to be put down in the other way, which tells what stands against it.
    private Task? TryPut(LedgerEntry next, ReadOnlySpan<byte> result = default)
    {
        try
        {
            var line = next.WithoutContent().Stamped(_entry.Version + 1, time.GetUtcNow());
            if (ledger.TryPut(line, result, mayWait: line.State == LedgerState.Delivered) is not { } writing)
            {
                return null;
            }

            _put = (line, writing);
            return _last = writing;
        }
        catch (Exception)
        {
            // Whatever it is, nothing was put down. The other way meets it again, and puts it into the task that it returns.
            return null;
        }
    }
}
