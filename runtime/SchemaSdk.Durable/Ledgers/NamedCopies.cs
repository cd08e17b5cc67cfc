using SchemaSdk.Submitting;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>
/// Inputs that name copies of files by their hashes, as a ledger keeps them. The names mean nothing to the service, which might take the
/// job all the same.
/// </summary>
internal static class NamedCopies
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    /// <summary>Writes an input with its copies in place of their names, where the folder has them.</summary>
    internal static WrittenInput Read(JobLedgerOptions options, string modelId, JsonElement input, string key)
    {
        if (options.Inputs is { } folder && input.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            var job = new CopiedJob(key, modelId, options.Cipher);
            return ModelClient.Written(modelId, input, key, (writer, value) => folder.Write(writer, value, job));
        }

        return ModelClient.Written(modelId, input, key, static (writer, value) => value.WriteTo(writer));
    }

    /// <summary>Puts the copies that the input of a call names in place of their names.</summary>
    /// <exception cref="ModelLedgerException">The call has no key, or the ledger no folder: the copies are those of others.</exception>
    internal static void Read(JobLedgerOptions options, LedgerCall call)
    {
        if (call.Files is not null || call.Input.Span.IndexOf(CopyName.Start) < 0)
        {
            return;
        }

        using var input = JsonDocument.Parse(call.Input, AnyDepth);
        if (!CopyName.IsIn(input.RootElement))
        {
            return;
        }

        var key = options.Inputs is null ? null : call.Key;
        var written = Read(options, call.ModelId, input.RootElement, key ?? throw Refused(call.ModelId, call.Key));
        (call.Input, call.Files) = (written.Text, written.Files);
    }

    internal static bool AreOthers(JobLedgerOptions options, JsonElement input) => options.Inputs is null && CopyName.IsIn(input);

    private static ModelLedgerException Refused(string modelId, string? key) =>
        new(key is null
            ? $"A job of {modelId} was not sent. Its input names copies of files that were made for the key of another job. Submit it with "
                + "that key (RunOptions.Key), or submit an input with the files."
            : $"The job \"{ErrorText.Cut(key)}\" of {modelId} was not sent. Its input names copies of files, and the ledger of this "
                + "process has no folder for them. Set JobLedgerOptions.InputFolder to the folder of the process that made the copies, or "
                + "submit the input with the files under another key.")
        {
            ModelId = modelId,
            Key = key,
            IsLasting = true,
        };
}
