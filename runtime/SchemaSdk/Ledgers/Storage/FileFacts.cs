using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Reads the <c>struct statx</c> of a file. It is of Linux alone.</summary>
internal static class FileFacts
{
    private const int CurrentFolder = -100;
    private const int Length = 256;

    /// <param name="path">The file.</param>
    /// <param name="asked">The facts that are asked for.</param>
    /// <returns>The bytes of the structure; null where nobody can tell them all.</returns>
    internal static byte[]? Of(string path, uint asked)
    {
        var facts = new byte[Length];
        try
        {
            return OperatingSystem.IsLinux()
                && Status(CurrentFolder, Encoding.UTF8.GetBytes(path + "\0"), flags: 0, asked, facts) == 0
                && (BinaryPrimitives.ReadUInt32LittleEndian(facts) & asked) == asked
                    ? facts
                    : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;   // a C library of before 2018, or a small one
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, byte[] path, int flags, uint mask, byte[] facts);
}
