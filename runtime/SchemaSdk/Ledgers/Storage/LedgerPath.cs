namespace SchemaSdk.Ledgers.Storage;

/// <summary>The path of a ledger's file.</summary>
internal static class LedgerPath
{
    /// <summary>Returns the file itself: one file has one lock, whatever links lead to it.</summary>
    /// <exception cref="ModelLedgerException">Its links lead nowhere.</exception>
    internal static string Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var given = Path.GetFullPath(path);
        if (new FileInfo(given).LinkTarget is null)
        {
            return given;
        }

        try
        {
            // A link may be there before its file is.
            return File.ResolveLinkTarget(given, returnFinalTarget: true)?.FullName ?? given;
        }
        catch (IOException exception)
        {
            throw Failed(given, exception);
        }
    }

    internal static ModelLedgerException Missing(string path) => new(Directory.Exists(path)
        ? $"The ledger '{path}' is a folder. Give the path of the file in it that a program has written to."
        : $"The ledger '{path}' does not exist. Give the path of one that a program has written to.");

    internal static ModelLedgerException Failed(string path, Exception cause) =>
        new($"The ledger '{path}' cannot be used: {cause.Message}", cause) { IsLasting = LastingFailure.Is(cause) };
}
