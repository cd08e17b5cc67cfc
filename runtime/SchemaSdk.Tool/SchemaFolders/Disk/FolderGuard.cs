using System.Security.Cryptography;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.SchemaFolders.Disk;

/// <summary>
/// Keeps other processes from changing a folder of schemas. The operating system releases the guard if this process dies.
/// </summary>
internal sealed class FolderGuard : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;

    private FolderGuard(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <param name="path">The file to keep open while the folder is changed.</param>
    /// <exception cref="ToolException">Another process is changing the folder.</exception>
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

                // The previous process deleted the file after this process had opened it, so the loop opens the path again.
                file.Dispose();
            }
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"Another schemasdk process is changing these schemas (it has {path} open). Wait until it finishes. Nothing was changed.",
                exception);
        }
    }

    /// <summary>Returns true if a path still refers to the open file rather than to a newer one.</summary>
    internal static bool IsAt(string path, FileStream file)
    {
        // .NET cannot read the ids of files, so a random time identifies the file. Some file systems store only even seconds.
        File.SetLastWriteTimeUtc(file.SafeFileHandle, DateTime.UnixEpoch.AddSeconds(RandomNumberGenerator.GetInt32(1 << 30) * 2L));
        return File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(file.SafeFileHandle);
    }

    public void Dispose()
    {
        try
        {
            // Delete the file while it is open, because another process may use it once it is closed. On Windows, closing deletes it.
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(_path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Ignore this error, because a leftover file is harmless, and the error would hide the outcome of the command.
        }
        finally
        {
            _file.Dispose();
        }
    }

    // ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux and macOS.
    private static bool IsTaken(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;
}
