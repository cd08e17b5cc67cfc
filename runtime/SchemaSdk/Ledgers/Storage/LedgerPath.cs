using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>The path of a ledger's file.</summary>
internal static class LedgerPath
{
    private const int FullOnUnix = 28;
    private const int FullOnWindows = unchecked((int)0x80070070);
    private const int HandleFullOnWindows = unchecked((int)0x80070027);

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
        new($"The ledger '{path}' cannot be used: {ErrorText.Ended(cause.Message)}{AdviceFor(path, cause)}", cause)
        {
            IsLasting = LastingFailure.Is(cause),
        };

    // What else fails says by itself what is wrong.
    private static string AdviceFor(string path, Exception cause) => cause switch
    {
        IOException { HResult: FullOnUnix or FullOnWindows or HandleFullOnWindows } => " Make room, or give a path on another disk.",
        _ when !LastingFailure.Is(cause) => "",
        _ when Directory.Exists(path) => " It is a folder: give the path of a file in it.",
        _ => " Let this process read and write the file and its folder, or give the path of another one.",
    };
}
