using System.Runtime.InteropServices;

namespace SchemaSdk.Sqlite;

/// <content>Native calls to SQLite and the operating system.</content>
internal sealed partial class SqliteFile
{
    // The value of SQLITE_FCNTL_HAS_MOVED.
    private const int HasMovedCode = 20;

    // The value of AT_FDCWD.
    private const int CurrentFolder = -100;

    // SQLite does not support this check on systems where an open file cannot be moved or removed, such as Windows.
    private static unsafe bool HasMoved(SqliteConnection connection)
    {
        var hasMoved = 0;
        return FileControl(connection.Handle!.DangerousGetHandle(), null, HasMovedCode, &hasMoved) == 0 && hasMoved != 0;
    }

    // Returns true on systems other than Linux, where a device is rejected later.
    private static bool IsRegular(string path)
    {
        const int type = 0xF000;
        const int regular = 0x8000;
        return !OperatingSystem.IsLinux() || FactsOf(path) is not { } facts || (facts.Mode & type) == regular;
    }

    private (long File, long Wal) Ids() => (IdOf(_path), IdOf($"{_path}-wal"));

    // Identifies an existing file by its inode or, on systems other than Linux, by its creation time; 0 if the file is missing.
    private static long IdOf(string path) => OperatingSystem.IsLinux() ? FactsOf(path)?.Number ?? 0
        : File.Exists(path) ? File.GetCreationTimeUtc(path).Ticks : 0;

    // Returns the mode and inode; null if the file does not exist or is not accessible.
    private static unsafe (ushort Mode, long Number)? FactsOf(string path)
    {
        const uint typeAndNumber = 0x101;
        const int modeOffset = 28;
        const int numberOffset = 32;
        var facts = stackalloc byte[256];
        return Status(CurrentFolder, path, flags: 0, typeAndNumber, facts) == 0
            ? (*(ushort*)(facts + modeOffset), *(long*)(facts + numberOffset))
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Status(int folder, string path, int flags, uint mask, byte* facts);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static unsafe partial int FileControl(IntPtr database, byte* name, int code, int* value);
}
