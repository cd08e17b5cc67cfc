namespace SchemaSdk.Ledgers.Storage;

/// <summary>The path of a ledger's file.</summary>
internal static class LedgerPath
{
    /// <summary>Returns the file itself: one file has one lock, whatever links lead to it.</summary>
    internal static string Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var given = Path.GetFullPath(path);
        return File.Exists(given) ? File.ResolveLinkTarget(given, returnFinalTarget: true)?.FullName ?? given : given;
    }

    internal static ModelLedgerException Failed(string path, Exception cause) =>
        new($"The ledger '{path}' cannot be used: {cause.Message}", cause);
}
