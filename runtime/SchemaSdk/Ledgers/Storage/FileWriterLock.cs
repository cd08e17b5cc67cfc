using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// Keeps other writers away from a file, whatever name they have for it: the lock file of a ledger is found by the ledger's name. It is of
/// Linux alone, since Windows keeps them away by itself. It goes with the descriptor, and readers do not notice it.
/// </summary>
internal static class FileWriterLock
{
    // Of an open file description: unlike other locks of fcntl it is not lost when this process closes the file elsewhere.
    private const int GetLock = 36;
    private const int SetLock = 37;

    private const short ForWriting = 1;
    private const short None = 2;
    private const int AccessDenied = 13;
    private const int TryAgain = 11;

    // A process that is being started has all files of this one for a moment, with their locks.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <exception cref="IOException">Somebody else writes to the file.</exception>
    internal static void Take(SafeFileHandle file, string path)
    {
        // In 32 bits the range has another form.
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess
            && !SpinWait.SpinUntil(() => !IsTakenFrom(file, path), Look))
        {
            throw new IOException(
                "Another process may have it open under another name: a ledger in a file is for one at a time, and has one name.");
        }
    }

    // False: this one has the lock, or the file has none to give.
    private static bool IsTakenFrom(SafeFileHandle file, string path)
    {
        var whole = new FileRange { Type = ForWriting };
        if (Control(file, SetLock, ref whole) == 0)
        {
            LetReadersIn(file, path);
            return false;
        }

        // Whatever else it is, as of a file system without such locks: the lock file is all there is then.
        if (Marshal.GetLastPInvokeError() is not (TryAgain or AccessDenied))
        {
            return false;
        }

        // On some network shares a reader has a lock of this kind. Where nobody has one any more, another attempt gets it.
        whole = new FileRange { Type = ForWriting };
        return Control(file, GetLock, ref whole) == 0 && whole.Type is ForWriting or None;
    }

    // On such a share this lock keeps readers out, some of them only from the bytes. They are worth more.
    private static void LetReadersIn(SafeFileHandle file, string path)
    {
        try
        {
            using var reader = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            _ = reader.ReadByte();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var whole = new FileRange { Type = None };
            _ = Control(file, SetLock, ref whole);
        }
    }

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle file, int command, ref FileRange range);

    /// <summary><c>struct flock</c> of 64 bits. A length of 0 is the whole file; the process has to be 0.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct FileRange
    {
        [FieldOffset(0)]
        internal short Type;

        [FieldOffset(2)]
        internal short From;

        [FieldOffset(8)]
        internal long Start;

        [FieldOffset(16)]
        internal long Length;

        [FieldOffset(24)]
        internal int Process;
    }
}
