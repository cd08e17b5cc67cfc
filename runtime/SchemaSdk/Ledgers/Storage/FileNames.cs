using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Counts the names of a file: its hard links. It is of Linux alone.</summary>
internal static class FileNames
{
    private const int CurrentFolder = -100;
    private const uint Links = 4;
    private const int Length = 256;
    private const int LinksAt = 16;

    /// <returns>1 also where nobody can tell.</returns>
    internal static uint CountOf(string path)
    {
        var facts = new byte[Length];
        try
        {
            return OperatingSystem.IsLinux()
                && Status(CurrentFolder, Encoding.UTF8.GetBytes(path + "\0"), flags: 0, Links, facts) == 0
                && (BinaryPrimitives.ReadUInt32LittleEndian(facts) & Links) != 0
                    ? BinaryPrimitives.ReadUInt32LittleEndian(facts.AsSpan(LinksAt))
                    : 1;
        }
        catch (EntryPointNotFoundException)
        {
            return 1;   // a C library of before 2018, or a small one
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, byte[] path, int flags, uint mask, byte[] facts);
}
