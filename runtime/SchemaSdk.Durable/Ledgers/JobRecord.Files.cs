namespace SchemaSdk.Durable.Ledgers;

/// <content>The files of its result.</content>
internal sealed partial class JobRecord
{
    // What was just made may not be on all servers yet.
    private static readonly TimeSpan GoneTime = TimeSpan.FromMinutes(1);

    private Task? _saving;
    private IReadOnlyList<string> _files = [];

    // Those that an attempt found or downloaded, whether or not others are missing; null: none was made here.
    private IReadOnlyList<string>? _saved;

    // The reason why files are missing for good; null: none is, or they are still tried.
    private string? _filesError;

    private IReadOnlyList<string> Files => _saved ?? _entry.End?.Files ?? [];

    // A key that the ledger has forgotten may name another job by now, whose files are others. No key has a line end.
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
                // For the one who delivers it. Also those that are no longer tried.
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
            // A caller after one that failed tries again, unless that is over.
            return _saving is null || (_saving is { IsFaulted: true } or { IsCanceled: true } && _filesError is null)
                ? _saving = SaveAsync(_last, folder, files, output)
                : _saving;
        }
    }

    private LedgerFact? Saved(LedgerEntry last) => last is { State: LedgerState.Ended, End: { FilesError: null } end }
        && (_filesError is not null || (_files.Count > 0 && !end.Files.SequenceEqual(_files)))

        // Where they cannot be had here, they may still be where they were.
        ? LedgerFact.Saved(_filesError is null || end.Files.Count == 0 ? _files : end.Files, _filesError)
        : null;

    private async Task SaveAsync(Task before, string folder, IResultFiles files, ReadOnlyMemory<byte> output)
    {
        await Quietly(before).ConfigureAwait(false);
        if (_entry is { State: LedgerState.Ended or LedgerState.Delivered, End: { FilesError: { } error } end })
        {
            // Others have said so.
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
                    ? $"be recorded: the ledger has forgotten it, and its key is that of a later job. Attach to {_entry.RequestId}."
                    : $"be recorded: it is {_entry.State} in the ledger. Wait for it again."));
        }
        else if (!(_entry.End is { Files: { Count: > 0 } there } && there.All(File.Exists)))
        {
            // They may be on the machine of another process, which followed the job.
            folder = Path.Combine(folder, KeyForm.NameOf(RequestOfKey));
            Take(await files.SaveAsync(output, folder, CancellationToken.None).ConfigureAwait(false));
        }
    }

    // What is kept does not tell the address of a result that is encrypted.
    private void Take(SavedFiles saved)
    {
        _saved = saved.Paths;
        string? reason = null;
        if (saved.Failure is { } failure)
        {
            reason = IsGivenUp(saved) ? JobLedger.Words($"{failure.Message} It is no longer tried.") : throw failure;
            _filesError = ledger.Options.Cipher is null ? reason
                : saved.Missing == 0 ? "All files are there, but may not outlive a loss of power; the log says why."
                : $"{saved.Missing} of {saved.Missing + saved.Paths.Count} files are missing; the log says why.";
        }

        ledger.FileFailures.Forget(RequestOfKey);
        _files = saved.Paths;
        if (reason is not null)
        {
            throw new ModelDownloadException(reason);
        }
    }

    // Time in which no process ran, or in which this machine could not write, says nothing about a file. Nor does a step of its clock.
    private bool IsGivenUp(SavedFiles saved)
    {
        var limit = ledger.Options.DownloadTime;
        return !saved.IsLocal && ledger.FileFailures.Add(RequestOfKey, Time) >= (saved.IsGone && limit > GoneTime ? GoneTime : limit);
    }
}
