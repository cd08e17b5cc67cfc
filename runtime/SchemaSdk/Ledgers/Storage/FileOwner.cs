using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>The user and the group of a file. It is of Linux alone.</summary>
internal static class FileOwner
{
    private const uint UserAndGroup = 8 | 16;
    private const int UserAt = 20;
    private const int GroupAt = 24;
    private const uint Unchanged = uint.MaxValue;
    private const UnixFileMode Shared = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Gives a file to the user and the group of another one.</summary>
    /// <exception cref="IOException">It cannot be theirs.</exception>
    internal static void Copy(string from, string to)
    {
        if (!OperatingSystem.IsLinux() || Of(from) is not var (user, group) || Of(to) is not { } made || made == (user, group)
            || Change(to, user, group))
        {
            return;
        }

        // Only root gives files away. Those who share it by its group need no more than that.
        if ((made.Group != group && !Change(to, Unchanged, group)) || (File.GetUnixFileMode(to) & Shared) != Shared)
        {
            throw new IOException(
                $"A new file cannot be given to the user {user} and the group {group} of the old one, who could not open it.");
        }
    }

    private static (uint User, uint Group)? Of(string path) => FileFacts.Of(path, UserAndGroup) is { } facts
        ? (BinaryPrimitives.ReadUInt32LittleEndian(facts.AsSpan(UserAt)), BinaryPrimitives.ReadUInt32LittleEndian(facts.AsSpan(GroupAt)))
        : null;

    private static bool Change(string path, uint user, uint group) => Change(Encoding.UTF8.GetBytes(path + "\0"), user, group) == 0;

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Change(byte[] path, uint user, uint group);
}
