namespace SchemaSdk;

/// <content>Keeps copies of input files for jobs that have not been accepted yet.</content>
public abstract partial class JobLedger
{
    internal static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = InputHash.MaxDepth };

    /// <summary>
    /// Removes a job's copies in <see cref="JobLedgerOptions.InputFolder"/> after this ledger has removed the job. Keeps newer copies.
    /// Keeps all copies if the ledger has the key again, or if this process is submitting a job under the key.
    /// </summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="changedAt">
    /// The time of the job's last entry, plus the time by which a file server's clock may be ahead. Copies written later are kept.
    /// </param>
    /// <param name="cancellationToken">Stops the removal. Anything removed by then stays removed.</param>
    /// <exception cref="ModelLedgerException">The copies cannot be removed, the folder is missing, or the ledger is unreadable.</exception>
    protected async ValueTask RemoveCopiesAsync(string key, DateTimeOffset changedAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            var copies = CopiesOf(key, modelId: "");
            using var claim = copies?.Exist() == true ? Claims.TryTake(key) : null;
            if (claim is not null && await FindAsync(key, cancellationToken).ConfigureAwait(false) is null)
            {
                copies!.Remove(changedAt);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLedgerException(
                $"The job \"{ErrorText.Cut(key)}\" was removed from the ledger, but copies of its files could not be removed from the "
                + $"folder \"{ErrorText.Cut(Options.InputFolder!)}\": {ErrorText.Ended(ErrorText.Cut(exception.Message))} Remove the "
                + "copies by hand.", key, modelId: null, cause: exception);
        }
    }

    /// <summary>Returns the copies of a job; null if the ledger has no folder for them.</summary>
    internal JobCopies? CopiesOf(string key, string modelId, ILogger? log = null) =>
        Options.InputFolder is { } folder ? new(folder, key, modelId, Options.Cipher, log ?? NullLogger.Instance) : null;

    /// <summary>
    /// Removes the copies of an accepted job and, with <c>ifRefused</c>, of a refused job. The caller must have claimed the key.
    /// </summary>
    // A refused job that was enqueued keeps its copies, because another process may enqueue it again at any time.
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
            // Catches everything, because the caller must get the submit's outcome.
            copies?.Left(exception, requestId: null);
        }
    }

    /// <summary>Writes an input. If the ledger has a folder for copies, writes the content of each copy instead of its name.</summary>
    internal WrittenInput ReadCopies(string modelId, JsonElement input, string key)
    {
        var copies = input.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? CopiesOf(key, modelId) : null;
        return ModelClient.Written(modelId, input, key, copies is null ? static (writer, value) => value.WriteTo(writer) : copies.Write);
    }

    // The service cannot read the names of copies, but might charge for a job whose input has such names.
    private void ReadCopies(LedgerCall call)
    {
        var mayHaveCopies = call.Files is null && call.Input.Span.IndexOf(CopyName.Start) >= 0;
        using var input = mayHaveCopies ? JsonDocument.Parse(call.Input, AnyDepth) : null;
        if (input is not null && CopyName.IsIn(input.RootElement))
        {
            var written = Options.InputFolder is not null && call.Key is { } key
                ? ReadCopies(call.ModelId, input.RootElement, key) : throw CopiesOfOthers(call.ModelId, call.Key);
            (call.Input, call.Files) = (written.Text, written.Files);
        }
    }

    private static ModelLedgerException CopiesOfOthers(string modelId, string? key) => new(key is null
        ? $"A job of {modelId} was not sent. Its input refers to the copies of another job's files. Submit the "
            + "input with that job's key (RunOptions.Key), or submit an input that contains the files."
        : $"The job \"{ErrorText.Cut(key)}\" of {modelId} was not sent. Its input refers to copies of files, but the ledger of this "
            + "process has no folder for them. Set JobLedgerOptions.InputFolder to the folder of the process that made the copies, or "
            + "use another key to submit an input that contains the files.",
        key, modelId, isLasting: true);

    internal static ModelLedgerException NoFolder(string key, string modelId) => new(
        $"The input of {modelId} contains a file's content, but the ledger has no folder for copies of files. Nothing "
        + "was sent. Set JobLedgerOptions.InputFolder, or use the address of an uploaded file.",
        key, modelId, isLasting: true);
}
