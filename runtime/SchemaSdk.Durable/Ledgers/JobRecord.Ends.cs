namespace SchemaSdk.Durable.Ledgers;

/// <content>Its end and its delivery.</content>
internal sealed partial class JobRecord
{
    private Task? _ended;

    // Whether the ledger has forgotten it, and its key is that of a later job.
    private bool _isForgotten;

    public override async Task<DownloadedFiles> EndedAsync(
        EndedJob end, CancellationToken recording = default, CancellationToken cancellationToken = default)
    {
        if (end.Files is not { } files)
        {
            await LineOfEndAsync(end).ConfigureAwait(false);
            return DownloadedFiles.None;
        }

        var isAnswered = await IsEndRecordedAsync(end, recording).ConfigureAwait(false);
        if (end.Outcome != JobState.Succeeded || end.Output is not { } output)
        {
            return new DownloadedFiles(Files, Error: null);
        }

        // A missing file costs no caller the result. The job then does not count as delivered.
        var saving = SaveAsync(files, output);
        files.Watch(saving, Key, _entry.RequestId ?? "", _entry.ModelId);
        var saved = saving.WaitAsync(isAnswered ? cancellationToken : recording);
        await saved.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var error = saved.IsCompletedSuccessfully ? null : saved.Exception?.InnerException ?? new TaskCanceledException(saved);
        return new DownloadedFiles(Files, error);
    }

    public override Task DeliveredAsync() =>
        LeavesDelivery ? Task.CompletedTask
        : _saving is { } saving ? DeliveredAsync(saving)
        : DeliverAsync();

    /// <summary>Records that it was delivered.</summary>
    internal async Task DeliverAsync()
    {
        try
        {
            await PutAsync(
                last => last.State == LedgerState.Ended ? LedgerFact.Delivered(_files.Count > 0 ? _files : null, _filesError) : null,
                mayBeAnothers: true).ConfigureAwait(false);
        }
        catch
        {
            // Goes on as it is; without that line, the next caller gets the result.
            await Quietly(ReleaseAsync(mayHaveEnded: true)).ConfigureAwait(false);
            throw;
        }

        if (_entry.State != LedgerState.Delivered)
        {
            // Its end could not be recorded: that is left to a worker.
            await ReleaseAsync(mayHaveEnded: true).ConfigureAwait(false);
        }
    }

    // As long as its files are tried it is not delivered: the next caller, or a worker, downloads them.
    private async Task DeliveredAsync(Task saving)
    {
        await Quietly(saving).ConfigureAwait(false);
        if (saving.IsCompletedSuccessfully || _filesError is not null)
        {
            await DeliverAsync().ConfigureAwait(false);
        }
        else
        {
            await ReleaseAsync(mayHaveEnded: true).ConfigureAwait(false);
        }
    }

    // What failed once, as a disk that was full, is tried once more. A caller gets the result all the same.
    private async ValueTask<bool> IsEndRecordedAsync(EndedJob end, CancellationToken recording)
    {
        for (var tries = 0; tries < 2; tries++)
        {
            var ended = LineOfEndAsync(end);
            await ended.WaitAsync(recording).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCompletedSuccessfully)
            {
                break;
            }

            if (!ended.IsCompleted)
            {
                // A caller who stops or runs out of time gets the result even while the ledger hangs; the line is written later.
                return IsOfWorker ? throw NotEnded(new TimeoutException("it did not answer in time.")) : false;
            }

            if (tries > 0 && IsOfWorker
                && ended.Exception?.InnerException is { } failure and not ModelLedgerException { IsConflict: true })
            {
                throw NotEnded(failure);
            }
        }

        return true;
    }

    private Task LineOfEndAsync(EndedJob end)
    {
        lock (_gate)
        {
            // A caller after one that failed tries again.
            return _ended is null or { IsFaulted: true } or { IsCanceled: true }
                ? _ended = EndAsync(end)
                : _ended;
        }
    }

    private Task EndAsync(EndedJob end) => PutAsync(
        last => last.State is LedgerState.Ended or LedgerState.Delivered ? null
            : LedgerFact.Ended(end.Outcome, end.CostUsd, Kept(last, end.Answer)),
        mayBeAnothers: true);

    private ReadOnlyMemory<byte> Kept(LedgerEntry last, ReadOnlyMemory<byte> answer) =>
        answer.IsEmpty || answer.Length > _ledger.Options.MaxResultBytes
            || _ledger.Options.KeepsResultOf?.Invoke(last.Key) == false ? default
        : _ledger.Options.Cipher is { } cipher ? SealedBytes.Make(cipher, last.Key, last.ModelId, answer, "result")
        : answer;

    // A worker gives out no result whose end is not recorded. It tries again, and reports the reason.
    private ModelLedgerException NotEnded(Exception cause) =>
        new($"The end of request {_entry.RequestId} of {_entry.ModelId} could not be recorded in the ledger: {cause.Message}", cause)
        {
            ModelId = _entry.ModelId,
            RequestId = _entry.RequestId,
            Key = Key,
            IsLasting = cause is ModelLedgerException { IsLasting: true },
        };
}
