namespace SchemaSdk.Durable.Ledgers;

/// <content>The end and delivery of the job.</content>
internal sealed partial class JobRecord
{
    private Task? _ended;

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

        // A caller gets the result even if a file is missing, but the job then does not count as delivered.
        var saving = SaveAsync(files, output);
        files.Watch(saving, Key, _entry.RequestId ?? "", _entry.ModelId);
        var saved = saving.WaitAsync(isAnswered ? cancellationToken : recording);
        await Quietly(saved).ConfigureAwait(false);
        var error = saved.IsCompletedSuccessfully ? null : saved.Exception?.InnerException ?? new TaskCanceledException(saved);
        return new DownloadedFiles(Files, error);
    }

    public override Task DeliveredAsync() => LeavesDelivery ? Task.CompletedTask : DeliverAsync(_saving);

    internal Task DeliverAsync() => DeliverAsync(saving: null);

    private async Task DeliverAsync(Task? saving)
    {
        // The job is not delivered while the download of its files is retried. The next caller or a worker downloads them.
        await Quietly(saving ?? Task.CompletedTask).ConfigureAwait(false);
        var isOver = saving is null or { IsCompletedSuccessfully: true } || _filesError is not null;
        var recording = PutAsync(
            last => isOver && last.State == LedgerState.Ended
                ? LedgerFact.Delivered(_files.Count > 0 ? _files : null, _filesError)
                : null,
            mayBeAnothers: true);
        await Quietly(recording).ConfigureAwait(false);
        if (_entry.State != LedgerState.Delivered)
        {
            // The end or the delivery could not be recorded, or files are missing, so the next caller or a worker must get the result.
            var release = ReleaseAsync(mayHaveEnded: true);
            await (recording.IsCompletedSuccessfully ? release : Quietly(release)).ConfigureAwait(false);
        }

        await recording.ConfigureAwait(false);
    }

    // A caller that stops or times out gets the result even if the ledger hangs. The entry is then recorded later.
    private async ValueTask<bool> IsEndRecordedAsync(EndedJob end, CancellationToken recording)
    {
        var ended = LineOfEndAsync(end);
        await Quietly(ended.WaitAsync(recording)).ConfigureAwait(false);
        if (ended is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            // Retries once, because the failure may have been temporary, such as a full disk.
            ended = LineOfEndAsync(end);
            await Quietly(ended.WaitAsync(recording)).ConfigureAwait(false);
        }

        // A worker does not deliver the result of a job whose end is not recorded. It retries, and reports the reason.
        var failure = ended.IsCompleted ? ended.Exception?.InnerException : new TimeoutException("it did not answer in time.");
        return !IsOfWorker || failure is null or ModelLedgerException { IsConflict: true }
            ? ended.IsCompleted
            : throw new ModelLedgerException(
                $"The end of request {_entry.RequestId} of {_entry.ModelId} could not be recorded in the ledger: {failure.Message}",
                Key,
                _entry.ModelId,
                _entry.RequestId,
                failure,
                isLasting: failure is ModelLedgerException { IsLasting: true });
    }

    private Task LineOfEndAsync(EndedJob end)
    {
        lock (_gate)
        {
            // After a failure, the next caller retries.
            return _ended is null or { IsFaulted: true } or { IsCanceled: true }
                ? _ended = PutAsync(
                    last => last.State is LedgerState.Ended or LedgerState.Delivered ? null
                        : LedgerFact.Ended(end.Outcome, end.CostUsd, Kept(end.Answer)),
                    mayBeAnothers: true)
                : _ended;
        }
    }

    private ReadOnlyMemory<byte> Kept(ReadOnlyMemory<byte> answer) =>
        answer.IsEmpty || answer.Length > ledger.Options.MaxResultBytes || ledger.Options.KeepsResultOf?.Invoke(Key) == false ? default
        : ledger.Options.Cipher is { } cipher ? cipher.Seal("result", Key, _entry.ModelId, answer)
        : answer;
}
