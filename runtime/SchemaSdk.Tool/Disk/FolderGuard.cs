using SchemaSdk.Tool.Outcomes;

namespace SchemaSdk.Tool.Disk;

/// <summary>Keeps a second process out of a folder of schemas while this one changes it. The system lets go if the process dies.</summary>
internal sealed class FolderGuard : IDisposable
{
    private readonly FileStream _file;

    private FolderGuard(FileStream file)
    {
        _file = file;
    }

    /// <param name="path">The file that is open as long as somebody is at work.</param>
    /// <exception cref="ToolException">Another process is.</exception>
    internal static FolderGuard Take(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FolderGuard(new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"Another schemasdk is changing these schemas: it holds {path}. Wait until it has ended. Nothing was changed.",
                exception);
        }
    }

    public void Dispose() => _file.Dispose();

    // Windows: ERROR_SHARING_VIOLATION. Linux and macOS: EWOULDBLOCK.
    private static bool IsTaken(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;
}
