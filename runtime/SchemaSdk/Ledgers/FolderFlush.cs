using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SchemaSdk.Ledgers;

/// <summary>Makes the name of a new file durable. Windows does so on its own; on other systems the folder is flushed like a file.</summary>
internal static class FolderFlush
{
    private const int ReadOnly = 0;

    internal static void Of(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var file = Open(Encoding.UTF8.GetBytes(folder + "\0"), ReadOnly);
        if (file.IsInvalid || Flush(file) < 0)
        {
            throw new IOException(
                $"The folder '{folder}' cannot be {(file.IsInvalid ? "opened" : "flushed")} (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <summary>Makes the name of a new file durable, and those of the folders above it, whichever process created them.</summary>
    internal static void Upwards(string folder)
    {
        for (var above = folder; above is not null && Directory.Exists(above); above = Path.GetDirectoryName(above))
        {
            try
            {
                Of(above);
            }
            catch (IOException) when (above != folder)
            {
                return;   // a folder that this process may not open was not made by it
            }
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(SafeFileHandle file);
}
