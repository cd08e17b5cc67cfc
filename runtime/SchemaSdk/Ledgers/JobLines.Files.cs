using System.Globalization;
using System.Text.Json;
using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers;

/// <content>The files of its result, and its delivery.</content>
internal sealed partial class JobLines
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

    // A key that the ledger has forgotten may name another job by now. No key has a line end.
    private string RequestOfKey => $"{Key}\n{_entry.RequestId}";

    public IReadOnlyList<string> Files => _saved ?? _entry.Files;

    public Task SaveAsync(IResultFiles files, ReadOnlyMemory<byte> output)
    {
        if (ledger.Options.Results is not { } folder)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            // Whoever comes after one that failed tries again, unless that is over.
            return _saving is null || (_saving is { IsFaulted: true } or { IsCanceled: true } && _filesError is null)
                ? _saving = SaveAsync(_last, folder, files, output)
                : _saving;
        }
    }

    public Task FilesAsync() => PutAsync(
        last => last is { State: LedgerState.Ended, FilesError: null }
            && (_filesError is not null || (_files.Count > 0 && !last.Files.SequenceEqual(_files)))

            // Where they cannot be had here, they may still be where they were.
            ? LedgerFact.Saved(_filesError is null || last.Files.Count == 0 ? _files : last.Files, _filesError)
            : null,
        mayBeAnothers: true);

    public Task DeliveredAsync() => _saving is { } saving ? DeliveredAsync(saving) : DeliverAsync();

    private async Task DeliverAsync()
    {
        try
        {
            await PutAsync(last => last.State != LedgerState.Ended ? null : Delivered(), mayBeAnothers: true).ConfigureAwait(false);
        }
        catch
        {
            // Goes on as it is; without that line, the result is given to whoever comes next.
            await Quietly(LeftAsync()).ConfigureAwait(false);
            throw;
        }

        if (_entry.State != LedgerState.Delivered)
        {
            // Its end could not be put down: that is left to a worker.
            await LeftAsync().ConfigureAwait(false);
        }
    }

    private LedgerFact Delivered() => LedgerFact.Delivered(_files.Count > 0 ? _files : null, _filesError);

    // As long as its files are tried it is not delivered: the next one who comes, or a worker, downloads them.
    private async Task DeliveredAsync(Task saving)
    {
        await Quietly(saving).ConfigureAwait(false);
        if (saving.IsCompletedSuccessfully || _filesError is not null)
        {
            await DeliverAsync().ConfigureAwait(false);
        }
        else
        {
            await LeftAsync().ConfigureAwait(false);
        }
    }

    private async Task SaveAsync(Task before, IResultFolder folder, IResultFiles files, ReadOnlyMemory<byte> output)
    {
        await Quietly(before).ConfigureAwait(false);
        if (_entry.State == LedgerState.Delivered || _entry is { State: LedgerState.Ended, FilesError: not null })
        {
            // Others have said so.
            ledger.FileFailures.Forget(RequestOfKey);
        }

        if (_entry is { State: LedgerState.Ended or LedgerState.Delivered, FilesError: { } known })
        {
            (_files, _filesError) = (_entry.Files, known);
            throw files.Missing(known);
        }

        // Those of a job that has ended may be on the machine of somebody else, who followed it.
        if (_entry.State == LedgerState.Ended && !folder.Has(_entry.Files))
        {
            if (Take(await folder.SaveAsync(files, _entry, output).ConfigureAwait(false), folder) is { } error)
            {
                throw files.Missing(error);
            }
        }
        else if (_entry.State is not (LedgerState.Ended or LedgerState.Delivered))
        {
            throw new ModelLedgerException($"The files of the job \"{ErrorText.Cut(Key)}\" were not downloaded, since its end could not "
                + (_isForgotten
                    ? $"be put down: the ledger has forgotten it, and its key is that of a later job. Attach to {_entry.RequestId}."
                    : $"be put down: it is {_entry.State} in the ledger. Wait for it again."));
        }
    }

    // The reason in full; null: all is well. What is kept does not tell the address of a result that is encrypted.
    private string? Take(SavedFiles saved, IResultFolder folder)
    {
        _saved = saved.Paths;
        var listed = Listed(saved.Paths);
        string? reason = null;
        if (saved.Failure is { } failure)
        {
            reason = IsOver(saved) ? KeptText.Of($"{failure.Message} It is not tried any more.") : throw failure;
            _filesError = ledger.Options.Cipher is null ? reason
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

        ledger.FileFailures.Forget(RequestOfKey);
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

        var limit = ledger.Options.DownloadTime;
        var failing = ledger.FileFailures.Note(RequestOfKey, limit, time);
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
