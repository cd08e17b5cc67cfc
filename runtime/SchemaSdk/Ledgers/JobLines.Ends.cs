using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers;

/// <content>Its end, for those who wait for it.</content>
internal sealed partial class JobLines
{
    // Whether the ledger has forgotten it, and its key is that of a later job.
    private bool _isForgotten;

    public ValueTask<Exception?> RecordedAsync(
        EndedJob end,
        IResultFiles files,
        ReadOnlyMemory<byte>? output,
        CancellationToken recording,
        CancellationToken cancellationToken) =>
        RecordedAsync(this, end, files, output, recording, cancellationToken);

    /// <summary>Same, by lines that may leave some of it to others.</summary>
    internal async ValueTask<Exception?> RecordedAsync(
        IJobLines lines,
        EndedJob end,
        IResultFiles files,
        ReadOnlyMemory<byte>? output,
        CancellationToken recording,
        CancellationToken cancellationToken)
    {
        // What failed once, as a disk that was full, is tried once more. A caller gets the result all the same.
        var isAnswered = true;
        for (var tries = 0; tries < 2; tries++)
        {
            var ended = lines.EndedAsync(end);
            await ended.WaitAsync(recording).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCompletedSuccessfully)
            {
                break;
            }

            if (!ended.IsCompleted)
            {
                // A caller who stops or runs out of time gets the result even while the ledger hangs; the line is written later.
                if (lines.IsClaimed)
                {
                    throw NotEnded(new TimeoutException("it did not answer in time."));
                }

                isAnswered = false;
                break;
            }

            if (tries > 0 && lines.IsClaimed
                && ended.Exception?.InnerException is { } failure and not ModelLedgerException { IsConflict: true })
            {
                throw NotEnded(failure);
            }
        }

        if (end.Outcome != JobState.Succeeded || output is not { } found)
        {
            return null;
        }

        // A file that cannot be had costs nobody the result. The job then does not count as delivered.
        var saving = lines.SaveAsync(files, found);
        files.Watch(saving, _entry);
        var saved = saving.WaitAsync(isAnswered ? cancellationToken : recording);
        await saved.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return saved.IsCompletedSuccessfully ? null : saved.Exception?.InnerException ?? new TaskCanceledException(saved);
    }

    // A worker gives out no result whose end is not recorded. It tries again, and reports the reason.
    private ModelLedgerException NotEnded(Exception cause) =>
        new($"The end of request {_entry.RequestId} of {_entry.ModelId} could not be recorded in the ledger: {cause.Message}", cause)
        {
            ModelId = _entry.ModelId,
            RequestId = _entry.RequestId,
            Key = Key,
            IsLasting = cause is ModelLedgerException { IsLasting: true },
        };

    private ModelLedgerException Forgotten(LedgerEntry line, ModelLedgerException cause)
    {
        // The key is left to whoever has the later job.
        (_isForgotten, _isTaken) = (true, false);
        return new ModelLedgerException(
            $"{line.State} was not put down of request {_entry.RequestId}: the ledger has forgotten it since, and its key "
            + $"\"{ErrorText.Cut(Key)}\" is that of a later job. Attach to it by its id.",
            cause)
        {
            ModelId = _entry.ModelId,
            RequestId = _entry.RequestId,
            Key = Key,
            IsConflict = true,
        };
    }
}
