using System.Security.Cryptography;
using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Files;

/// <summary>The local files that agents may send. They must be in certain folders.</summary>
internal sealed class AllowedFiles(IEnumerable<string> folders)
{
    private const string Start = "file:";

    // Linux allows 4,096 bytes in a path, and an address can write each byte as three characters, such as %20. Longer addresses are
    // refused, because resolving a path takes quadratic memory.
    private const int MostCharacters = 3 * 4_096;

    private readonly string[] _folders =
    [
        .. folders.Select(static folder => RealPath.Of(folder)).Select(static folder =>
            Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar),
    ];

    /// <summary>Returns true if a string in an input is the address of a local file.</summary>
    // A string with white space after "file:" is a prompt, not an address.
    internal static bool IsFile(JsonElement text) => text.GetString() is var address
        && address!.StartsWith(Start, StringComparison.OrdinalIgnoreCase)
        && address.AsSpan(Start.Length) is [var next, ..] && !char.IsWhiteSpace(next);

    internal static IEnumerable<string> AddressesIn(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.Object => input.EnumerateObject().SelectMany(static member => AddressesIn(member.Value)),
        JsonValueKind.Array => input.EnumerateArray().SelectMany(AddressesIn),
        JsonValueKind.String when IsFile(input) => [input.GetString()!],
        _ => [],
    };

    /// <summary>Returns the path of the local file to which an address in an input refers.</summary>
    /// <exception cref="ToolRefusal">The address is invalid, or the file is outside the allowed folders or does not exist.</exception>
    internal string PathOf(string address)
    {
        if (_folders.Length == 0)
        {
            throw Refused(
                address, "this server sends no local files. Use a public https address, or start the server with --files (FileFolders).");
        }

        if (address.Length > MostCharacters)
        {
            throw Refused(address, $"it has {address.Length} characters; at most {MostCharacters} are allowed.");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.IsFile || uri.Host.Length > 0)
        {
            throw Refused(address, "it is not the address of a local file. Use an address such as file:///home/me/kite.png.");
        }

        string path;
        try
        {
            // For a path like \\host\share, Windows sends the user's credentials to the host. So the host must have an allowed folder.
            path = Path.GetFullPath(uri.LocalPath);
            path = !path.StartsWith(@"\\", StringComparison.Ordinal) || Array.Exists(_folders, folder => IsSameRoot(folder, path))
                ? RealPath.Of(path) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refused(address, exception.Message);
        }

        return !Array.Exists(_folders, folder => path.StartsWith(folder, StringComparison.Ordinal))
            ? throw Refused(address, "it is not in a folder given with --files (FileFolders).")
            : File.Exists(path) ? path : throw Refused(address, "the file does not exist.");
    }

    private static bool IsSameRoot(string folder, string path) =>
        string.Equals(Path.GetPathRoot(folder), Path.GetPathRoot(path), StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the SHA-256 of a file's content.</summary>
    /// <exception cref="ToolRefusal">The file cannot be read.</exception>
    internal async Task<byte[]> HashAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            var path = PathOf(address);
            if (new FileInfo(path).Length == 0)
            {
                // Pipes and devices have length 0 too. Opening one can block forever.
                throw Refused(address, "it is empty.");
            }

            var file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
            {
                return await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused(address, exception.Message);
        }
    }

    private static ToolRefusal Refused(string address, string why) =>
        new($"'{(address.Length <= 200 ? address : address[..200] + "…")}' was not read: {why} Nothing was sent.");
}
