using System.Globalization;

namespace SchemaSdk.Durable.Ledgers;

/// <content>The files of its result.</content>
internal sealed partial class JobRecord
{
    // A line has room for so much of their paths, as JSON.
    private const int MaxPathBytes = 32 << 10;

    // What was just made may not be on all servers yet.
    private static readonly TimeSpan GoneTime = TimeSpan.FromMinutes(1);

    private Task? _saving;
    private IReadOnlyList<string> _files = [];

    // Those that an attempt found or downloaded, whether or not others are missing; null: none was made here.
    private IReadOnlyList<string>? _saved;

    // The reason why files are missing for good; null: none is, or they are still tried.
    private string? _filesError;

    private IReadOnlyList<string> Files => _saved ?? _entry.End?.Files ?? [];

    // A key that the ledger has forgotten may name another job by now. No key has a line end.
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
                await FilesAsync().ConfigureAwait(false);
            }
        }
    }

    private Task SaveOnceAsync(IResultFiles files, ReadOnlyMemory<byte> output)
    {
        if (_ledger.Options.Results is not { } folder)
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

    private Task FilesAsync() => PutAsync(
        last => last is { State: LedgerState.Ended, End: { FilesError: null } end }
            && (_filesError is not null || (_files.Count > 0 && !end.Files.SequenceEqual(_files)))

            // Where they cannot be had here, they may still be where they were.
            ? LedgerFact.Saved(_filesError is null || end.Files.Count == 0 ? _files : end.Files, _filesError)
            : null,
        mayBeAnothers: true);

    private async Task SaveAsync(Task before, ResultFolder folder, IResultFiles files, ReadOnlyMemory<byte> output)
    {
        await Quietly(before).ConfigureAwait(false);
        if (_entry.State == LedgerState.Delivered || _entry is { State: LedgerState.Ended, End.FilesError: not null })
        {
            // Others have said so.
            _ledger.FileFailures.Forget(RequestOfKey);
        }

        if (_entry is { State: LedgerState.Ended or LedgerState.Delivered, End: { FilesError: { } known } end })
        {
            (_files, _filesError) = (end.Files, known);
            throw new ModelDownloadException(known);
        }

        // Those of a job that has ended may be on the machine of another process, which followed it.
        if (_entry.State == LedgerState.Ended && !ResultFolder.Has(_entry.End?.Files ?? []))
        {
            var saved = await files.SaveAsync(output, folder.Of(_entry), CancellationToken.None).ConfigureAwait(false);
            if (Take(saved, folder) is { } error)
            {
                throw new ModelDownloadException(error);
            }
        }
        else if (_entry.State is not (LedgerState.Ended or LedgerState.Delivered))
        {
            throw new ModelLedgerException($"The files of the job \"{ErrorText.Cut(Key)}\" were not downloaded, since its end could not "
                + (_isForgotten
                    ? $"be recorded: the ledger has forgotten it, and its key is that of a later job. Attach to {_entry.RequestId}."
                    : $"be recorded: it is {_entry.State} in the ledger. Wait for it again."));
        }
    }

    // The reason in full; null: all is well. What is kept does not tell the address of a result that is encrypted.
    private string? Take(SavedFiles saved, ResultFolder folder)
    {
        _saved = saved.Paths;
        var listed = Listed(saved.Paths);
        string? reason = null;
        if (saved.Failure is { } failure)
        {
            reason = IsOver(saved) ? KeptText.Of($"{failure.Message} It is no longer tried.") : throw failure;
            _filesError = _ledger.Options.Cipher is null ? reason
                : saved.Missing == 0 ? "All files are there, but may not outlive a loss of power; the log says why."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{saved.Missing} of {saved.Missing + saved.Paths.Count} files are missing; the log says why.");
        }
        else if (listed.Count < saved.Paths.Count)
        {
            _filesError = reason = KeptText.Of(string.Create(
                CultureInfo.InvariantCulture,
                $"The paths of {listed.Count} of {saved.Paths.Count} files are kept, since a line has no room for more. All of them were "
                + $"downloaded; they are in one folder under '{folder.Path}'."));
        }

        _ledger.FileFailures.Forget(RequestOfKey);
        _files = listed;
        return reason;
    }

    // Time in which no process ran, or in which this machine could not write, says nothing about a file. Nor does a step of its clock.
    private bool IsOver(SavedFiles saved)
    {
        if (saved.IsLocal)
        {
            return false;
        }

        var limit = _ledger.Options.DownloadTime;
        var failing = _ledger.FileFailures.Note(RequestOfKey, limit, _time);
        return failing >= (saved.IsGone && limit > GoneTime ? GoneTime : limit);
    }

    private static IReadOnlyList<string> Listed(IReadOnlyList<string> paths)
    {
        var (count, left) = (0, MaxPathBytes);
        while (count < paths.Count && (left -= JsonEncodedText.Encode(paths[count]).EncodedUtf8Bytes.Length + 3) >= 0)
        {
            count++;
        }

        return count == paths.Count ? paths : [.. paths.Take(count)];
    }
}
