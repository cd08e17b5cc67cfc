using System.Text.Json;
using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers;

/// <summary>
/// Inputs that name copies of files which this client does not have. The names mean nothing to the service, which might take the job all
/// the same.
/// </summary>
internal static class OthersCopies
{
    /// <summary>Returns true for such an input.</summary>
    /// <param name="options">The options of the ledger.</param>
    /// <param name="input">The input.</param>
    /// <param name="text">The same as it is written.</param>
    /// <param name="key">The key of its job; null: it is to get one of its own, and has no copies yet.</param>
    internal static bool AreIn(JobLedgerOptions options, JsonElement input, ReadOnlySpan<byte> text, string? key) =>
        (options.Inputs is null || key is null) && CopyName.IsIn(input, text);

    internal static ModelLedgerException Refused(string modelId, string? key) =>
        new(key is null
            ? $"A job of {modelId} was not sent. Its input names copies of files that were made for the key of another job. Submit it with "
                + "that key (RunOptions.Key), or submit an input with the files."
            : $"The job \"{ErrorText.Cut(key)}\" of {modelId} was not sent. Its input names copies of files, and the ledger of this "
                + "process has no folder for them. Set JobLedgerOptions.InputFolder to the folder that whoever made the copies has, or "
                + "submit the input with the files under another key.")
        {
            ModelId = modelId,
            Key = key,
            IsLasting = true,
        };
}
