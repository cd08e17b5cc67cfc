namespace SchemaSdk.Soak.Tests.Rounds;

/// <summary>How many sockets this process holds: both ends of every connection, and what listens.</summary>
internal static class OpenSockets
{
    private const string Descriptors = "/proc/self/fd";

    public static bool CanCount => Directory.Exists(Descriptors);

    public static int Count() => Directory.EnumerateFileSystemEntries(Descriptors)
        .Count(static descriptor => new FileInfo(descriptor).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
}
