using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <content>The copies of files of inputs.</content>
public abstract partial class JobLedger
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = LedgerInputs.MaxDepth };

    /// <summary>
    /// Removes the copies in <see cref="JobLedgerOptions.InputFolder"/> of a job that this ledger has just forgotten. Those of a later call
    /// with its key stay, and all if the ledger has the key again, or if it is being submitted in this process.
    /// </summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="changedAt">
    /// The time until which copies are those of the job: that of its last line, and as much more as the clock that dates files, such as
    /// that of a file server, may be ahead.
    /// </param>
    /// <param name="cancellationToken">Ends it. What was removed by then is gone.</param>
    /// <exception cref="ModelLedgerException">They cannot be removed, the folder is missing, or the ledger cannot be read.</exception>
    protected async ValueTask RemoveCopiesAsync(string key, DateTimeOffset changedAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            if (CopiesOf(key, modelId: "") is { } copies && copies.Exist() && Claims.TryTake(key) is { } claim)
            {
                using (claim)
                {
                    if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is null)
                    {
                        copies.Remove(changedAt);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLedgerException(
                $"The job \"{ErrorText.Cut(key)}\" was forgotten, and copies of its files could not be removed from the folder "
                + $"\"{ErrorText.Cut(Options.InputFolder!)}\": {ErrorText.Cut(exception.Message)} Remove them by hand.",
                key,
                modelId: null,
                cause: exception);
        }
    }

    /// <summary>The copies of a job; null: the ledger has no folder for them.</summary>
    internal JobCopies? CopiesOf(string key, string modelId, ILogger? log = null) =>
        Options.InputFolder is { } folder ? new(folder, key, modelId, Options.Cipher, log) : null;

    /// <summary>Removes the copies of a job that the service has, or if asked that was refused for good. The caller has its key.</summary>
    // The kept input of a job that was left to workers names its copies, and may be queued again: by another process, just now.
    internal async Task RemoveNeedlessAsync(JobCopies? copies, bool ifRefused)
    {
        try
        {
            var known = copies is null ? null : await FindAsync(copies.Key, CancellationToken.None).ConfigureAwait(false);
            if (known is { WasAccepted: true } || (ifRefused && known is { State: LedgerState.Refused, IsQueued: false }))
            {
                copies?.Remove(known.RequestId);
            }
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the caller gets what became of the submit.
            copies?.Left(exception, requestId: null);
        }
    }

    /// <summary>Writes an input with the copies that it names, where the folder has them, in place of their names.</summary>
    internal WrittenInput ReadCopies(string modelId, JsonElement input, string key) => ModelClient.Written(
        modelId,
        input,
        key,
        CopiesOf(key, modelId) is { } copies && input.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? copies.Write
            : static (writer, value) => value.WriteTo(writer));

    // The names of copies mean nothing to the service, which might take the job all the same.
    private void ReadCopies(LedgerCall call)
    {
        using var input = call.Files is null && call.Input.Span.IndexOf(CopyName.Start) >= 0
            ? JsonDocument.Parse(call.Input, AnyDepth)
            : null;
        if (input is not null && CopyName.IsIn(input.RootElement))
        {
            var written = Options.InputFolder is not null && call.Key is { } key
                ? ReadCopies(call.ModelId, input.RootElement, key)
                : throw CopiesOfOthers(call.ModelId, call.Key);
            (call.Input, call.Files) = (written.Text, written.Files);
        }
    }

    private static ModelLedgerException CopiesOfOthers(string modelId, string? key) => new(
        key is null
            ? $"A job of {modelId} was not sent. Its input names copies of files that were made for the key of another job. Submit it with "
                + "that key (RunOptions.Key), or submit an input with the files."
            : $"The job \"{ErrorText.Cut(key)}\" of {modelId} was not sent. Its input names copies of files, and the ledger of this "
                + "process has no folder for them. Set JobLedgerOptions.InputFolder to the folder of the process that made the copies, or "
                + "submit the input with the files under another key.",
        key, modelId, isLasting: true);

    internal static ModelLedgerException NoFolder(string key, string modelId) => new(
        $"The input of {modelId} has a file whose content is sent with it, and the ledger has no folder for such files. Nothing was "
        + "sent. Set JobLedgerOptions.InputFolder, or give the address of a file that was uploaded.",
        key, modelId, isLasting: true);
}
