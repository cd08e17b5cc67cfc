namespace SchemaSdk.Emulation.Page;

/// <summary>The files of the page, which are embedded in this assembly.</summary>
internal static class PageAssets
{
    private const string Folder = "page/";

    private static readonly HashSet<string> Names = typeof(PageAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns the file with this name; null if it does not exist. The empty name means the page itself.</summary>
    public static (string ContentType, byte[] Content)? Find(string name)
    {
        var resource = Folder + (name.Length == 0 ? "index.html" : name);
        if (!Names.Contains(resource))
        {
            return null;
        }

        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var type = Path.GetExtension(resource) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/javascript; charset=utf-8",
        };
        return (type, content);
    }
}
