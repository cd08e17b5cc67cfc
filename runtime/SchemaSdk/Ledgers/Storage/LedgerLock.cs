namespace SchemaSdk.Ledgers.Storage;

/// <summary>The file beside a ledger that one process at a time has open.</summary>
internal static class LedgerLock
{
    // Whoever looks if it is taken holds it for that moment.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <exception cref="IOException">Somebody else has it.</exception>
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
                catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
                {
                    refused = exception;
                    return false;
                }
            },
            Look);
        return taken ?? throw new IOException(
            $"{refused!.Message} Another process may have it open: a ledger in a file is for one at a time.", refused);
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

    private static string NameOf(string path) => path + ".lock";
}
