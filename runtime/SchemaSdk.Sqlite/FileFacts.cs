namespace SchemaSdk.Sqlite;

/// <summary>Asks the operating system which file a path refers to.</summary>
internal static partial class FileFacts
{
    // On systems other than Linux, always returns true, and the caller recognizes a device by CanSeek instead.
    internal static bool IsRegular(string path) =>
        !OperatingSystem.IsLinux() || Of(path) is not { } facts || (facts.Mode & 0xF000) == 0x8000;   // S_IFMT and S_IFREG

    /// <summary>Returns the identity of a file; null if the file does not exist or is not accessible.</summary>
    internal static FileId? IdOf(string path) => OperatingSystem.IsLinux() ? Of(path)?.Id
        : File.Exists(path) ? new FileId(path, 0, File.GetCreationTimeUtc(path).Ticks) : null;

    /// <summary>Returns true if the file is on an NFS or SMB share, where other machines could open it.</summary>
    internal static bool IsOnNetwork(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows() ? IsShare(new DriveInfo(path).DriveFormat)
                : path.StartsWith(@"\\", StringComparison.Ordinal) ? path[2] is not ('?' or '.')
                : new DriveInfo(path).DriveType == DriveType.Network;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;   // the system does not say where the file is, as in a chroot
        }
    }

    // On Linux, .NET 10 returns the kernel's names, such as nfs4, whereas .NET 8 returns nfs for all versions of NFS.
    internal static bool IsShare(string format) => format is "nfs" or "nfs4" or "cifs" or "smb" or "smb2" or "smb3" or "smbfs";

    /// <summary>Returns true if this process has the file open. Always returns false on systems other than Linux.</summary>
    internal static bool IsInUse(FileId id) => OperatingSystem.IsLinux() && Directory.Exists("/proc/self/fd")
        && Directory.EnumerateFileSystemEntries("/proc/self/fd").Any(open => IdOf(open) == id);

    private static unsafe (ushort Mode, FileId Id)? Of(string path)
    {
        const int currentFolder = -100;   // AT_FDCWD
        const uint typeAndNumber = 0x101;
        const int modeOffset = 28;
        const int numberOffset = 32;
        const int deviceOffset = 136;   // the major and minor device numbers, 4 bytes each
        var facts = stackalloc byte[256];
        return Status(currentFolder, path, flags: 0, typeAndNumber, facts) == 0
            ? (*(ushort*)(facts + modeOffset), new FileId(null, *(long*)(facts + deviceOffset), *(long*)(facts + numberOffset))) : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Status(int folder, string path, int flags, uint mask, byte* facts);
}

/// <summary>
/// Identifies an existing file. On Linux, the id is the device and inode of the file, the same for every link to the file. On other
/// systems, the id is the path and the creation time.
/// </summary>
internal readonly record struct FileId(string? Path, long Device, long Number);
