namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>Counts the sockets of this process: both ends of every connection, and the listening sockets.</summary>
internal static class OpenSockets
{
    private const string Descriptors = "/proc/self/fd";

    public static bool CanCount => Directory.Exists(Descriptors);

    public static int Count() => Directory.EnumerateFileSystemEntries(Descriptors)
        .Count(static descriptor => new FileInfo(descriptor).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
}
