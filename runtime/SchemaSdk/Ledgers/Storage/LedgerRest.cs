using System.Globalization;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Keeps what a write left that did not come to its end, in a file beside that of the ledger.</summary>
/// <param name="disk">The ledger's file.</param>
/// <param name="path">Its path.</param>
/// <param name="folder">The folder that it is in.</param>
internal sealed class LedgerRest(ILedgerDisk disk, string path, ILedgerFolder folder)
{
    private const int PartLength = 1 << 20;

    /// <summary>Keeps all bytes from a place on.</summary>
    /// <returns>The path of the file that has them.</returns>
    internal string Keep(long from)
    {
        var number = 1;
        while (folder.Has(NameOf(number)))
        {
            number++;
        }

        // One that was made before, where the ledger's file could not be cut then: each start would make another one.
        if (number > 1 && IsKept(NameOf(number - 1), from))
        {
            number--;
        }
        else
        {
            Copy(NameOf(number), from);
        }

        folder.Flush();
        return NameOf(number);
    }

    private void Copy(string name, long from)
    {
        using var kept = folder.Open(name, like: path);
        try
        {
            var part = new byte[Math.Min(PartLength, disk.Length - from)];
            for (var at = 0L; disk.Read(part, from + at) is > 0 and var read; at += read)
            {
                kept.Write([part.AsMemory(0, read)], at);
            }

            kept.Flush();
        }
        catch
        {
            // A part of it serves nobody, and each start on a full disk would leave another one.
            Remove(name);
            throw;
        }
    }

    private void Remove(string name)
    {
        try
        {
            folder.Delete(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The reason why it could not be written is told.
        }
    }

    private bool IsKept(string name, long from)
    {
        try
        {
            using var kept = folder.Open(name, like: null);
            if (kept.Length != disk.Length - from)
            {
                return false;
            }

            var (part, known) = (new byte[Math.Min(PartLength, kept.Length)], new byte[Math.Min(PartLength, kept.Length)]);
            for (var at = 0L; disk.Read(part, from + at) is > 0 and var read; at += read)
            {
                if (kept.Read(known, at) != read || !part.AsSpan(0, read).SequenceEqual(known.AsSpan(0, read)))
                {
                    return false;
                }
            }

            kept.Flush();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;   // somebody else's, perhaps: one more is made
        }
    }

    private string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{path}.torn-{number}");
}
