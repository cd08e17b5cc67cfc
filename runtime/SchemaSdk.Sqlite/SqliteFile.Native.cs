using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace SchemaSdk.Sqlite;

/// <content>What only the library itself, or the system, can tell of the file.</content>
internal sealed partial class SqliteFile
{
    // SQLITE_FCNTL_HAS_MOVED.
    private const int HasMovedCode = 20;

    // Where the system lets nobody move or remove an open file, as on Windows, SQLite does not know the question.
    private static unsafe bool HasMoved(SqliteConnection connection)
    {
        var hasMoved = 0;
        return FileControl(connection.Handle!.DangerousGetHandle(), null, HasMovedCode, &hasMoved) == 0 && hasMoved != 0;
    }

    // True where the system is not asked: what SQLite makes of a file that is not regular is refused later.
    private static unsafe bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        const int currentFolder = -100;
        const int type = 0xF000;
        const int regular = 0x8000;
        const int modeOffset = 28;
        var facts = stackalloc byte[256];
        return Status(currentFolder, path, flags: 0, mask: 1, facts) != 0 || (*(ushort*)(facts + modeOffset) & type) == regular;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Status(int folder, string path, int flags, uint mask, byte* facts);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static unsafe partial int FileControl(IntPtr database, byte* name, int code, int* value);
}
