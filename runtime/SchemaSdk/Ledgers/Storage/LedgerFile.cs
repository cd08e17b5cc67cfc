namespace SchemaSdk.Ledgers.Storage;

/// <summary>The file of a ledger, and the lock that keeps other processes out.</summary>
/// <param name="path">The file.</param>
/// <param name="folder">The folder that it is in.</param>
/// <param name="lock">Its lock, which remembers how long it was.</param>
internal sealed class LedgerFile(string path, ILedgerFolder folder, Stream @lock) : IDisposable
{
    private readonly LedgerMark _mark = new(@lock);
    private bool _hasNewName;

    internal string Path => path;

    internal ILedgerFolder Folder => folder;

    /// <summary>The longest wait before a write where several lines came at once, since a flush costs more than many lines.</summary>
    // By the clock of the disk, which is real. Zero where nothing but fake time may pass.
    internal TimeSpan Gathering { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest wait of the end of a job for others, after a write with several ends.</summary>
    // Whoever waits for an end has waited for the job for much longer. One job after the other waits for nothing.
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The name of the file into which this one is rewritten.</summary>
    internal string CompactingPath => path + ".compacting";

    /// <summary>The time of the last write before it was opened, as the file system tells it, in UTC.</summary>
    internal DateTimeOffset WrittenAt { get; init; }

    internal ILedgerDisk Disk { get; private set; } = folder.Open(path, like: null);

    internal LedgerHead Head { get; private set; }

    /// <exception cref="ModelLedgerException">It cannot be opened, or somebody else has it.</exception>
    internal static LedgerFile Open(string path)
    {
        var full = LedgerPath.Of(path);
        FileStream? @lock = null;
        try
        {
            var folder = System.IO.Path.GetDirectoryName(full) ?? throw new IOException("It has no folder.");
            Directory.CreateDirectory(folder);
            @lock = LedgerLock.Take(full);
            if (IsMissing(full))
            {
                // Whoever removed the file means to begin anew. One that was cut off is not taken for new.
                @lock.SetLength(0);
            }

            var writtenAt = WrittenAtOf(full);
            return new LedgerFile(full, new LedgerFolder(folder), @lock) { WrittenAt = writtenAt };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            @lock?.Dispose();
            throw LedgerPath.Failed(full, exception);
        }
    }

    private static DateTimeOffset WrittenAtOf(string path)
    {
        try
        {
            return File.GetLastWriteTimeUtc(path);
        }
        catch (ArgumentOutOfRangeException)
        {
            return default;   // later than the year 9999, or broken
        }
    }

    // File.Exists is false for a share that is away, too; this throws for it.
    private static bool IsMissing(string path)
    {
        try
        {
            File.GetAttributes(path);
            return false;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
    }

    /// <summary>Reads the lines, and takes away what a compaction or a write left that did not come to its end.</summary>
    /// <param name="time">The clock of lines that have to be put down for that.</param>
    /// <returns>The lines; and the path to which the end of a write was moved that did not come to its end, or null.</returns>
    internal (LedgerScan Lines, string? Torn) Read(TimeProvider time)
    {
        folder.Delete(CompactingPath);
        var scan = Scan();
        var torn = scan.End > 0 && Disk.Length > scan.End ? new LedgerRest(Disk, path, folder).Keep(scan.End) : null;
        if (scan.Doubtful.Count > 0 || _mark.Of(Head) > scan.End)
        {
            new LedgerRepair(this, scan, time.GetUtcNow()).Run();
            scan = Scan();
        }
        else
        {
            CutAfter(scan.End);
        }

        folder.Flush();
        Remember(scan.End);
        return (scan, torn);
    }

    private LedgerScan Scan()
    {
        var scan = new LedgerScan(Disk, path, _mark.Of);
        scan.Run();
        Head = scan.Head;
        return scan;
    }

    /// <summary>Reads the content of a line; empty for no place.</summary>
    /// <param name="disk">The file that had the place: another one may have come in its stead.</param>
    /// <param name="place">The place.</param>
    /// <returns>Null if another file has come in its stead.</returns>
    internal ReadOnlyMemory<byte>? Read(ILedgerDisk disk, LedgerSlot.Place place)
    {
        if (place.Length == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var bytes = new byte[place.Length];
        try
        {
            return disk.Read(bytes, place.Offset) == bytes.Length
                ? bytes
                : throw EndsBefore(place);
        }
        catch (ObjectDisposedException) when (disk != Disk)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>Reads the content of a line into a buffer, which is made larger if it has to be, and used again.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    // Nobody else puts another file in the place of this one meanwhile.
    internal ReadOnlySpan<byte> Read(LedgerSlot.Place place, ref byte[] buffer)
    {
        if (buffer.Length < place.Length)
        {
            buffer = new byte[Math.Max(place.Length, 2 * buffer.Length)];
        }

        var bytes = buffer.AsSpan(0, place.Length);
        return place.Length == 0 || Disk.Read(bytes, place.Offset) == bytes.Length ? bytes : throw EndsBefore(place);
    }

    /// <summary>Returns when all that was written would survive a loss of power.</summary>
    internal void Flush()
    {
        if (_hasNewName)
        {
            folder.Flush();
            _hasNewName = false;
        }

        Disk.Flush();
    }

    /// <summary>Remembers that all bytes up to a place are durable.</summary>
    internal void Remember(long end)
    {
        try
        {
            _mark.Put(Head, end);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The lines are durable without it, and a mark that is behind refuses nothing.
        }
    }

    /// <summary>Returns true if the name is that of this file still, and not of another one or of none.</summary>
    /// <exception cref="IOException">Nobody can tell.</exception>
    internal bool HasName()
    {
        try
        {
            return folder.HeadOf(path)?.Id == Head.Id;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Takes away the file into which this one was to be rewritten.</summary>
    internal void DiscardCopy()
    {
        try
        {
            folder.Delete(CompactingPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The reason why it was given up is told. The next attempt, or the next one who opens the ledger, begins without it.
        }
    }

    /// <summary>Takes another file in the place of this one, which is durable and has its name.</summary>
    internal void Replace(ILedgerDisk disk, LedgerHead head) => (Disk, Head, _hasNewName) = (disk, head, true);

    private static IOException EndsBefore(LedgerSlot.Place place) => new($"It ends before byte {place.Offset + place.Length}.");

    internal ModelLedgerException Failed(Exception cause) => LedgerPath.Failed(path, cause);

    public void Dispose()
    {
        Disk.Dispose();
        @lock.Dispose();
    }

    /// <summary>Makes the file end after its last whole line.</summary>
    private void CutAfter(long end)
    {
        if (Disk.Length > end)
        {
            Disk.Cut(end);
            Disk.Flush();
        }

        if (end == 0)
        {
            Disk.Write([Head.Write()], 0);
            Disk.Flush();
        }
    }
}
