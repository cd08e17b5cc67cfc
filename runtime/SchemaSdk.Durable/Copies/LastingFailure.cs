using System.Security.Cryptography;

namespace SchemaSdk.Durable.Copies;

/// <summary>Tells failures that stay from those that pass.</summary>
internal static class LastingFailure
{
    private const int ReadOnlyOnUnix = 30;
    private const int ReadOnlyOnWindows = unchecked((int)0x80070013);

    /// <summary>Returns true if the same attempt fails again, whenever it is made. A full disk may have room later.</summary>
    internal static bool Is(Exception cause) => cause
        is UnauthorizedAccessException or CryptographicException or IOException { HResult: ReadOnlyOnUnix or ReadOnlyOnWindows };
}
