using System.Text;

namespace SchemaSdk.Services;

/// <summary>Recognizes an XML error of a file storage, and the page of a gateway.</summary>
internal static class ErrorPage
{
    // Enough for a byte order mark, the XML declaration, and the start of the root element.
    private const int Most = 512;

    private static readonly string[] Roots = ["<error", "<html", "<!doctype html"];

    internal static bool Is(ReadOnlySpan<byte> body)
    {
        var start = Encoding.UTF8.GetString(body[..Math.Min(body.Length, Most)]).TrimStart('\uFEFF').TrimStart();
        return start.StartsWith('<') && Array.Exists(Roots, root => start.Contains(root, StringComparison.OrdinalIgnoreCase));
    }
}
