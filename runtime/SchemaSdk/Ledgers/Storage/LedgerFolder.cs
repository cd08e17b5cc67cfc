namespace SchemaSdk.Ledgers.Storage;

/// <summary>A folder on a disk.</summary>
internal sealed class LedgerFolder(string folder) : ILedgerFolder
{
    public bool Has(string path) => File.Exists(path);

    public ILedgerDisk Open(string path, string? like)
    {
        var options = new FileStreamOptions();
        if (like is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.GetUnixFileMode(like);
        }

        options.Mode = FileMode.OpenOrCreate;
        options.Access = FileAccess.ReadWrite;
        options.Share = FileShare.Read | FileShare.Delete;
        options.BufferSize = 0;
        var file = new FileStream(path, options);
        try
        {
            FileWriterLock.Take(file.SafeFileHandle, path);

            // A new file lacks what the process leaves out of all its files.
            if (options.UnixCreateMode is { } mode && !OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) != mode)
            {
                File.SetUnixFileMode(file.SafeFileHandle, mode);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw;
        }

        return new LedgerDisk(file);
    }

    public void CopyOwner(string from, string to) => FileOwner.Copy(from, to);

    public uint CountNames(string path) => FileNames.CountOf(path);

    public LedgerHead? HeadOf(string path)
    {
        using var disk = new LedgerDisk(new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        var head = new byte[LedgerHead.Length];
        return LedgerHead.Read(head.AsSpan(0, disk.Read(head, 0)));
    }

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public void Flush() => FolderFlush.Upwards(folder);
}
