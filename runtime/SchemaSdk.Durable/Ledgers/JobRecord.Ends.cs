namespace SchemaSdk.Durable.Ledgers;

/// <content>Records the end and the delivery of the job, and downloads the files of its result.</content>
internal sealed partial class JobRecord
{
    private static readonly TimeSpan GoneTime = TimeSpan.FromMinutes(1);   // how long to retry missing files, which may reach a server late

    private Task? _ended, _saving;
    private IReadOnlyList<string> _files = [];
    private IReadOnlyList<string>? _saved;   // the files that an attempt found or downloaded; null if this process made no attempt
    private string? _filesError;   // why files are permanently missing or may not survive a power loss; otherwise null

    private IReadOnlyList<string> Files => _saved ?? _entry.End?.Files ?? [];

    // Includes the request id, because a later job may reuse the key of a removed job.
    private string RequestOfKey => $"{Key}\n{_entry.RequestId}";

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

        // The caller gets the result even if a file cannot be downloaded.
        var saving = SaveAsync(files, output);
        files.Watch(saving, Key, _entry.RequestId ?? "", _entry.ModelId);
        var saved = saving.WaitAsync(isAnswered ? cancellationToken : recording);
        await Quietly(saved).ConfigureAwait(false);
        var error = saved.IsCompletedSuccessfully ? null : saved.Exception?.InnerException ?? new TaskCanceledException(saved);
        return new DownloadedFiles(Files, error);
    }

    public override Task DeliveredAsync() => LeavesDelivery ? Task.CompletedTask : DeliverAsync(_saving);

    internal async Task DeliverAsync(Task? saving = null)
    {
        // If the download failed but can be retried, the next caller or a worker does so and records the delivery.
        await Quietly(saving ?? Task.CompletedTask).ConfigureAwait(false);
        var isOver = saving is null or { IsCompletedSuccessfully: true } || _filesError is not null;
        var recording = PutAsync(last => isOver && last.State == LedgerState.Ended
            ? LedgerFact.Delivered(_files.Count > 0 ? _files : null, _filesError) : null);
        await Quietly(recording).ConfigureAwait(false);
        if (_entry.State != LedgerState.Delivered)
        {
            // The next caller or a worker must deliver the result.
            var release = ReleaseAsync(mayHaveEnded: true);
            await (recording.IsCompletedSuccessfully ? release : Quietly(release)).ConfigureAwait(false);
        }

        await recording.ConfigureAwait(false);
    }

    // Waits for the entry only until "recording" is cancelled, because a caller must get the result even if the ledger hangs.
    private async ValueTask<bool> IsEndRecordedAsync(EndedJob end, CancellationToken recording)
    {
        await Quietly(LineOfEndAsync(end).WaitAsync(recording)).ConfigureAwait(false);

        // Retries once, because the failure may have been temporary.
        var ended = LineOfEndAsync(end);
        await Quietly(ended.WaitAsync(recording)).ConfigureAwait(false);

        // A worker must not deliver a result before the job's end is recorded.
        var failure = ended.IsCompleted ? ended.Exception?.InnerException : new TimeoutException("The ledger did not answer in time.");
        return !IsOfWorker || failure is null or ModelLedgerException { IsConflict: true } ? ended.IsCompleted
            : throw new ModelLedgerException(
                $"The end of request {_entry.RequestId} of {_entry.ModelId} could not be recorded in the ledger: {failure.Message}",
                Key, _entry.ModelId, _entry.RequestId, failure, isLasting: failure is ModelLedgerException { IsLasting: true });
    }

    private Task LineOfEndAsync(EndedJob end)
    {
        lock (_gate)
        {
            return _ended is null or { IsFaulted: true } or { IsCanceled: true }
                ? _ended = PutAsync(last => last.State is LedgerState.Ended or LedgerState.Delivered ? null
                    : LedgerFact.Ended(end.Outcome, end.CostUsd, Kept(end.Answer)))
                : _ended;
        }
    }

    private ReadOnlyMemory<byte> Kept(ReadOnlyMemory<byte> answer) =>
        answer.IsEmpty || answer.Length > ledger.Options.MaxResultBytes || ledger.Options.KeepsResultOf?.Invoke(Key) == false ? default
        : ledger.Options.Cipher is { } cipher ? cipher.Seal("result", Key, _entry.ModelId, answer) : answer;

    private async Task SaveAsync(IResultFiles files, ReadOnlyMemory<byte> output)
    {
        try
        {
            await (ledger.Options.DownloadFolder is { } folder ? SaveOnceAsync(folder, files, output) : Task.CompletedTask)
                .ConfigureAwait(false);
        }
        finally
        {
            if (LeavesDelivery)
            {
                await PutAsync(Saved).ConfigureAwait(false);
            }
        }
    }

    private Task SaveOnceAsync(string folder, IResultFiles files, ReadOnlyMemory<byte> output)
    {
        lock (_gate)
        {
            return _saving is null || (_saving is { IsFaulted: true } or { IsCanceled: true } && _filesError is null)
                ? _saving = SaveAsync(_last, folder, files, output) : _saving;
        }
    }

    private LedgerFact? Saved(LedgerEntry last) => last is { State: LedgerState.Ended, End: { FilesError: null } end }
        && (_filesError is not null || (_files.Count > 0 && !end.Files.SequenceEqual(_files)))

        // If the entry has files although the download failed here, another process has downloaded them.
        ? LedgerFact.Saved(_filesError is null || end.Files.Count == 0 ? _files : end.Files, _filesError) : null;

    private async Task SaveAsync(Task before, string folder, IResultFiles files, ReadOnlyMemory<byte> output)
    {
        await Quietly(before).ConfigureAwait(false);
        if (_entry is { State: LedgerState.Ended or LedgerState.Delivered, End: { FilesError: { } error } end })
        {
            ledger.FileFailures.Forget(RequestOfKey);
            (_files, _filesError) = (end.Files, error);
            throw new ModelDownloadException(error);
        }

        if (_entry.State == LedgerState.Delivered)
        {
            ledger.FileFailures.Forget(RequestOfKey);
        }
        else if (_entry.State != LedgerState.Ended)
        {
            throw new ModelLedgerException($"The files of the job \"{ErrorText.Cut(Key)}\" were not downloaded, because its end could not "
                + (_isForgotten
                    ? $"be recorded: the ledger has removed the job, and its key now belongs to a later job. Attach to {_entry.RequestId}."
                    : $"be recorded: the job is {_entry.State} in the ledger. Wait for the job again."));
        }
        else if (!(_entry.End is { Files: { Count: > 0 } there } && there.All(File.Exists)))
        {
            // Downloads listed files again if they do not exist here, because another machine may have downloaded them.
            folder = Path.Combine(folder, KeyForm.NameOf(RequestOfKey));
            Take(await ledger.Downloads.RunAsync(RequestOfKey, async () =>
            {
                var input = await ledger.FindAsync(Key).ConfigureAwait(false) is { } whole ? ledger.Opened(whole).Input : default;
                return await files.SaveAsync(output, input, folder, CancellationToken.None).ConfigureAwait(false);
            }).ConfigureAwait(false));
        }
    }

    private void Take(SavedFiles saved)
    {
        _saved = saved.Paths;
        string? reason = null;
        if (saved.Failure is { } failure)
        {
            reason = IsGivenUp(saved) ? JobLedger.Words($"{failure.Message} The download is not retried.") : throw failure;
            // With a cipher, the entry gets no failure message, because the message may contain the address of a result.
            _filesError = ledger.Options.Cipher is null ? reason
                : saved.Missing == 0 ? "All files exist, but may not survive a power loss; the log says why."
                : $"Missing files: {saved.Missing} of {saved.Missing + saved.Paths.Count}; the log says why.";
        }

        ledger.FileFailures.Forget(RequestOfKey);
        _files = saved.Paths;
        if (reason is not null)
        {
            throw new ModelDownloadException(reason);
        }
    }

    // A download that this machine cannot write, for example to a full disk, is always retried.
    private bool IsGivenUp(SavedFiles saved)
    {
        var limit = ledger.Options.DownloadTime;
        return !saved.IsLocal && ledger.FileFailures.Add(RequestOfKey, Time) >= (saved.IsGone && limit > GoneTime ? GoneTime : limit);
    }
}
