using System.Security.Cryptography;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.SchemaFolders.Disk;

/// <summary>Keeps a second process out of a folder of schemas while this one changes it. The system lets go if the process dies.</summary>
internal sealed class FolderGuard : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;

    private FolderGuard(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <param name="path">The file that is open as long as somebody is at work.</param>
    /// <exception cref="ToolException">Another process is.</exception>
    internal static FolderGuard Take(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            while (true)
            {
                var file = new FileStream(
                    path,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 1,
                    OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
                if (IsAt(path, file))
                {
                    return new FolderGuard(path, file);
                }

                // Who had it before deleted it between the opening and the locking: a third process may hold a new file.
                file.Dispose();
            }
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"Another schemasdk is changing these schemas: it holds {path}. Wait until it has ended. Nothing was changed.",
                exception);
        }
    }

    /// <summary>Returns true if a path still names an open file, and not a newer one.</summary>
    internal static bool IsAt(string path, FileStream file)
    {
        // .NET does not tell the number of a file, so the file gets a time that no other has. Some disks keep only even seconds.
        File.SetLastWriteTimeUtc(file.SafeFileHandle, DateTime.UnixEpoch.AddSeconds(RandomNumberGenerator.GetInt32(1 << 30) * 2L));
        return File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(file.SafeFileHandle);
    }

    public void Dispose()
    {
        try
        {
            // Before others are let in: later, the file may be theirs. Windows does both at once.
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(_path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that nobody holds keeps nobody out, and what the command ended with must be told.
        }
        finally
        {
            _file.Dispose();
        }
    }

    // Windows: ERROR_SHARING_VIOLATION. Linux and macOS: EWOULDBLOCK.
    private static bool IsTaken(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;
}
