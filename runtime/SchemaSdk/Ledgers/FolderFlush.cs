using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SchemaSdk.Ledgers;

/// <summary>Makes the name of a new file durable. Windows does so by itself; other systems need a flush of the folder.</summary>
internal static class FolderFlush
{
    internal static void Of(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var file = Open(Encoding.UTF8.GetBytes(folder + "\0"), flags: 0);
        if (file.IsInvalid || Flush(file) < 0)
        {
            throw new IOException(
                $"The folder '{folder}' cannot be {(file.IsInvalid ? "opened" : "flushed")} (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <summary>Makes the names of a new file and of all folders above it durable, whichever process created them.</summary>
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
                return;   // this process cannot have created a folder that it has no right to open; a failed flush also ends the loop
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
