using System.Runtime.InteropServices;
using System.Text;

namespace SchemaSdk.Ledgers;

/// <summary>Makes the name of a new file durable. Windows does so by itself; elsewhere the folder is flushed like a file.</summary>
internal static class FolderFlush
{
    private const int ReadOnly = 0;

    internal static void Of(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = Open(Encoding.UTF8.GetBytes(folder + "\0"), ReadOnly);
        if (file < 0)
        {
            throw new IOException($"The folder '{folder}' cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (Flush(file) < 0)
            {
                throw new IOException($"The folder '{folder}' cannot be flushed (error {Marshal.GetLastPInvokeError()}).");
            }
        }
        finally
        {
            _ = Close(file);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int file);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
