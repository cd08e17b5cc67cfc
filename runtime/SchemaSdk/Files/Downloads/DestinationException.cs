using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>The destination of a download failed, so asking the server again would not help.</summary>
internal sealed class DestinationException(Exception inner) : Exception(Why(inner), inner)
{
    // A full disk or an exceeded quota: two HRESULTs of Windows, ENOSPC, and EDQUOT of Linux and of macOS.
    private static readonly int[] FullDisk = [unchecked((int)0x80070070), unchecked((int)0x80070027), 28, 122, 69];

    // A stream of the application may throw anything; only a cancellation is not a failure.
    internal static bool Is(Exception exception) => exception is not OperationCanceledException;

    private static string Why(Exception inner) =>
        inner is IOException && FullDisk.Contains(inner.HResult)
            ? "the disk is full"
            : ErrorText.Cut(inner.Message).TrimEnd('.');
}
