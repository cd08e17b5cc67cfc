namespace SchemaSdk.Durable.Ledgers;

/// <content>The files of the result.</content>
internal sealed partial class JobRecord
{
    // How long missing files are still requested, because a new file may not have reached all servers yet.
    private static readonly TimeSpan GoneTime = TimeSpan.FromMinutes(1);

    private Task? _saving;
    private IReadOnlyList<string> _files = [];

    // The files that an attempt found or downloaded, even if others are missing; null if this process made no attempt.
    private IReadOnlyList<string>? _saved;

    // Why files are permanently missing; null if none are missing or downloads are still retried.
    private string? _filesError;

    private IReadOnlyList<string> Files => _saved ?? _entry.End?.Files ?? [];

    // Includes the request id, because a later job may reuse the key of a removed job.
    private string RequestOfKey => $"{Key}\n{_entry.RequestId}";

    private async Task SaveAsync(IResultFiles files, ReadOnlyMemory<byte> output)
    {
        try
        {
            await SaveOnceAsync(files, output).ConfigureAwait(false);
        }
        finally
        {
            if (LeavesDelivery)
            {
                // Records the downloaded and the permanently missing files, for the caller that delivers the job.
                await PutAsync(Saved, mayBeAnothers: true).ConfigureAwait(false);
            }
        }
    }

    private Task SaveOnceAsync(IResultFiles files, ReadOnlyMemory<byte> output)
    {
        if (ledger.Options.DownloadFolder is not { } folder)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            // After a failure, the next caller retries, unless the files are permanently missing.
            return _saving is null || (_saving is { IsFaulted: true } or { IsCanceled: true } && _filesError is null)
                ? _saving = SaveAsync(_last, folder, files, output)
                : _saving;
        }
    }

    private LedgerFact? Saved(LedgerEntry last) => last is { State: LedgerState.Ended, End: { FilesError: null } end }
        && (_filesError is not null || (_files.Count > 0 && !end.Files.SequenceEqual(_files)))

        // Files of earlier downloads may still exist even if this process cannot get them.
        ? LedgerFact.Saved(_filesError is null || end.Files.Count == 0 ? _files : end.Files, _filesError)
        : null;

    private async Task SaveAsync(Task before, string folder, IResultFiles files, ReadOnlyMemory<byte> output)
    {
        await Quietly(before).ConfigureAwait(false);
        if (_entry is { State: LedgerState.Ended or LedgerState.Delivered, End: { FilesError: { } error } end })
        {
            // Another process has recorded the files as permanently missing.
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
            throw new ModelLedgerException($"The files of the job \"{ErrorText.Cut(Key)}\" were not downloaded, since its end could not "
                + (_isForgotten
                    ? $"be recorded: the ledger has removed it, and a later job has its key. Attach to {_entry.RequestId}."
                    : $"be recorded: it is {_entry.State} in the ledger. Wait for it again."));
        }
        else if (!(_entry.End is { Files: { Count: > 0 } there } && there.All(File.Exists)))
        {
            // Downloads the files even if the entry lists files, because those may be on another machine.
            folder = Path.Combine(folder, KeyForm.NameOf(RequestOfKey));
            Take(await files.SaveAsync(output, folder, CancellationToken.None).ConfigureAwait(false));
        }
    }

    // With a cipher, the entry must not reveal the address of a result.
    private void Take(SavedFiles saved)
    {
        _saved = saved.Paths;
        string? reason = null;
        if (saved.Failure is { } failure)
        {
            reason = IsGivenUp(saved) ? JobLedger.Words($"{failure.Message} The download is not retried.") : throw failure;
            _filesError = ledger.Options.Cipher is null ? reason
                : saved.Missing == 0 ? "All files exist, but may not survive a power loss; the log says why."
                : $"{saved.Missing} of {saved.Missing + saved.Paths.Count} files are missing; the log says why.";
        }

        ledger.FileFailures.Forget(RequestOfKey);
        _files = saved.Paths;
        if (reason is not null)
        {
            throw new ModelDownloadException(reason);
        }
    }

    // Ignores the time in which no process ran or this machine could not write, and changes of the system clock.
    private bool IsGivenUp(SavedFiles saved)
    {
        var limit = ledger.Options.DownloadTime;
        return !saved.IsLocal && ledger.FileFailures.Add(RequestOfKey, Time) >= (saved.IsGone && limit > GoneTime ? GoneTime : limit);
    }
}
