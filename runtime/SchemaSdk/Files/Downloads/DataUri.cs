using System.Diagnostics.CodeAnalysis;

namespace SchemaSdk.Files.Downloads;

/// <summary>A file whose content is in its address (RFC 2397), so saving it needs no network.</summary>
internal sealed record DataUri(string MediaType, byte[] Content)
{
    private const string Scheme = "data:";

    internal string Name => $"download{MediaTypes.ExtensionOf(MediaType)}";

    internal static bool Is([NotNullWhen(true)] string? address) => address?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;

    /// <exception cref="ModelDownloadException">The address has no data, or declares base64 but has invalid data.</exception>
    internal static DataUri Parse(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            throw Broken("it has no comma before its data");
        }

        var (head, data) = (address[Scheme.Length..comma].Split(';'), address[(comma + 1)..]);
        var (type, isBase64) = (head[0].Trim().ToLowerInvariant(), head[^1].Trim().Equals("base64", StringComparison.OrdinalIgnoreCase));
        try
        {
            return new(type, isBase64 ? Convert.FromBase64String(Uri.UnescapeDataString(data)) : Unescaped(data));
        }
        catch (FormatException)
        {
            throw Broken("its data is not base64");
        }
    }

    // Decodes to bytes, because the content need not be text. UrlDecodeToBytes would turn a plus sign into a space.
    private static byte[] Unescaped(string data)
    {
        var bytes = Encoding.UTF8.GetBytes(data.Replace("+", "%2B", StringComparison.Ordinal));
        return WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length);
    }

    private static ModelDownloadException Broken(string why) => new($"The data: URI could not be saved: {why}.");
}
