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
    private const UnixFileMode GroupMayUse = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const UnixFileMode GroupBits = GroupMayUse | UnixFileMode.GroupExecute;
    private const UnixFileMode OthersMayUse = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Gives a file to the user and the group of another one, as far as they need it to open it.</summary>
    /// <param name="from">The other one: the file of a ledger.</param>
    /// <param name="to">The file, which is to take its place.</param>
    /// <exception cref="ModelLedgerException">They could not open it.</exception>
    internal static void Copy(string from, string to)
    {
        if (!OperatingSystem.IsLinux() || Of(from) is not var (user, group) || Of(to) is not { } made || made == (user, group)
            || Change(to, user, group))
        {
            return;
        }

        // Only root gives files away, and others only to groups that they are in.
        var mode = File.GetUnixFileMode(to);
        var hasGroup = made.Group == group || Change(to, Unchanged, group);
        if (made.User == user && !hasGroup)
        {
            // Its user opens it all the same, and another group is not let in.
            File.SetUnixFileMode(to, mode & ~GroupBits);
        }
        else if (made.User != user && !(hasGroup && mode.HasFlag(GroupMayUse)) && !mode.HasFlag(OthersMayUse))
        {
            throw new ModelLedgerException(
                $"The ledger '{from}' could not be written anew: A new file cannot be given to the user {user} and the group {group} of "
                + "the old one, who could not open it. It stays as it is. Open or compact it as that user, or let its group read and "
                + "write it.");
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
