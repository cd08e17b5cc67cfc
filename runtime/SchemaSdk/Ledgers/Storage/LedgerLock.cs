using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>The file beside a ledger that one process at a time has open.</summary>
internal static class LedgerLock
{
    // Whoever looks if it is taken holds it for that moment.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // EWOULDBLOCK of Linux and of macOS, and what Windows says of a file and of a part of it.
    private const int SharedOnLinux = 11;
    private const int SharedOnMac = 35;
    private const int SharedOnWindows = unchecked((int)0x80070020);
    private const int LockedOnWindows = unchecked((int)0x80070021);

    /// <exception cref="IOException">Somebody else has it, or it cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not open it.</exception>
    internal static FileStream Take(string path)
    {
        FileStream? taken = null;
        IOException? refused = null;
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    taken = new FileStream(NameOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
                    return true;
                }
                catch (IOException exception)
                    when (exception.HResult is SharedOnLinux or SharedOnMac or SharedOnWindows or LockedOnWindows)
                {
                    refused = exception;
                    return false;
                }
            },
            Look);
        return taken ?? throw new IOException(
            $"{ErrorText.Ended(refused!.Message)} Another process may have it open: a ledger in a file is for one at a time.", refused);
    }

    /// <summary>Returns true if somebody writes to the ledger.</summary>
    /// <exception cref="IOException">Nobody can tell.</exception>
    internal static bool IsTaken(string path)
    {
        var name = NameOf(path);
        if (!File.Exists(name))
        {
            return false;
        }

        try
        {
            new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;   // it went meanwhile
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The length that a ledger without a writer had at least when it was last durable; 0: nobody knows.</summary>
    /// <param name="path">The ledger.</param>
    /// <param name="head">Its first bytes; null: they are not there.</param>
    internal static long MarkOf(string path, LedgerHead? head)
    {
        try
        {
            using var file = new FileStream(
                NameOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new LedgerMark(file).Of(head);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A writer has it, or this reader may not see it: the lines alone tell then.
            return 0;
        }
    }

    private static string NameOf(string path) => path + ".lock";
}
