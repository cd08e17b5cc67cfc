namespace SchemaSdk.Durable.Ledgers;

/// <summary>The errors of inputs whose files cannot be copied.</summary>
internal static class CopyErrors
{
    internal static ModelLedgerException NoFolder(string modelId, string key) =>
        new($"The input of {modelId} has a file whose content is sent with it, and the ledger has no folder for such files. Nothing was "
            + "sent. Set JobLedgerOptions.InputFolder, or give the address of a file that was uploaded.")
        {
            ModelId = modelId,
            Key = key,
            IsLasting = true,
        };

    // from: the folder of the client's ledger, and to: that of the ledger in which the job was to be recorded; null: it has none.
    internal static ModelLedgerException OtherLedger(string modelId, string key, string? from, string? to) =>
        new($"The job \"{ErrorText.Cut(key)}\" of {modelId} was not recorded. Its input has a file, which is copied to the input folder "
            + $"of the ledger of the model's client ({FolderText(from)}), and the job is for another ledger ({FolderText(to)}). Both have "
            + "to be the same JobLedger object, even if their folders are the same. Take the model from a client whose "
            + "ModelClientOptions.Ledger is the ledger of the jobs.")
        {
            ModelId = modelId,
            Key = key,
            IsLasting = true,
        };

    private static string FolderText(string? folder) => folder is null ? "it has none" : $"\"{ErrorText.Cut(folder)}\"";
}
