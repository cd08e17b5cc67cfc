using System.Globalization;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>The file of a ledger, and the lock that keeps other processes out.</summary>
internal sealed class LedgerFile(string path, ILedgerDisk disk, IDisposable @lock) : IDisposable
{
    private const int CopyLength = 1 << 20;

    internal string Path => path;

    internal ILedgerDisk Disk => disk;

    /// <exception cref="ModelLedgerException">It cannot be opened, or somebody else has it.</exception>
    internal static LedgerFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var given = System.IO.Path.GetFullPath(path);

        // One file has one lock, whatever links lead to it.
        var full = File.Exists(given) ? File.ResolveLinkTarget(given, returnFinalTarget: true)?.FullName ?? given : given;
        FileStream? @lock = null;
        LedgerDisk? disk = null;
        try
        {
            var folder = System.IO.Path.GetDirectoryName(full) ?? throw new IOException("It has no folder.");
            Directory.CreateDirectory(folder);
            @lock = Lock(full);
            disk = new LedgerDisk(
                File.OpenHandle(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
            FlushNames(folder);
            return new LedgerFile(full, disk, @lock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            disk?.Dispose();
            @lock?.Dispose();
            throw Failed(full, exception);
        }
    }

    /// <summary>Reads the content of a line; empty for no place.</summary>
    internal ReadOnlyMemory<byte> Read(LedgerSlot.Place place)
    {
        if (place.Length == 0)
        {
            return default;
        }

        var bytes = new byte[place.Length];
        try
        {
            return disk.Read(bytes, place.Offset) == bytes.Length
                ? bytes
                : throw new IOException($"It ends before byte {place.Offset + place.Length}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>Makes the file end after its last whole line. What stands after it is moved to a file beside it.</summary>
    /// <param name="end">That place; 0 for an empty file.</param>
    /// <returns>The path of the other file; null if nothing was moved.</returns>
    internal string? Repair(long end)
    {
        string? torn = null;
        if (disk.Length > end && end > 0)
        {
            torn = KeepFrom(end);
        }

        if (disk.Length > end)
        {
            disk.Cut(end);
            disk.Flush();
        }

        if (end == 0)
        {
            disk.Write([LedgerScan.Magic.ToArray()], 0);
            disk.Flush();
        }

        return torn;
    }

    internal ModelLedgerException Failed(Exception cause) => Failed(path, cause);

    public void Dispose()
    {
        disk.Dispose();
        @lock.Dispose();
    }

    // Also the names of folders that were made for it, by whichever process.
    private static void FlushNames(string folder)
    {
        for (var above = folder; above is not null && Directory.Exists(above); above = System.IO.Path.GetDirectoryName(above))
        {
            try
            {
                FolderFlush.Of(above);
            }
            catch (IOException) when (above != folder)
            {
                return;   // a folder that this process may not open was not made by it
            }
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException(
                $"{exception.Message} Another process may have it open: a ledger in a file is for one at a time.", exception);
        }
    }

    private string KeepFrom(long end)
    {
        for (var number = 1; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{path}.torn-{number}");
            if (File.Exists(name))
            {
                continue;
            }

            using var kept = new FileStream(name, FileMode.CreateNew, FileAccess.Write);
            var buffer = new byte[CopyLength];
            while (disk.Read(buffer, end) is > 0 and var read)
            {
                kept.Write(buffer, 0, read);
                end += read;
            }

            kept.Flush(flushToDisk: true);
            FlushNames(System.IO.Path.GetDirectoryName(name)!);
            return name;
        }
    }

    private static ModelLedgerException Failed(string path, Exception cause) =>
        new($"The ledger '{path}' cannot be used: {cause.Message}", cause);
}
