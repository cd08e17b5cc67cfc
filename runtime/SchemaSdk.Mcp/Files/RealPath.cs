namespace SchemaSdk.Mcp.Files;

/// <summary>Finds the path of a file after all symbolic links have been followed.</summary>
internal static class RealPath
{
    // Linux follows at most this many links in one path.
    private const int MostLinks = 40;

    /// <exception cref="IOException">The path has too many links.</exception>
    internal static string Of(string path)
    {
        var links = 0;
        return Of(Path.GetFullPath(path), ref links);
    }

    private static string Of(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var real = Path.Combine(Of(parent, ref links), Path.GetFileName(path));
        if (new FileInfo(real).LinkTarget is not { } target)
        {
            return real;
        }

        return ++links <= MostLinks
            ? Of(Path.GetFullPath(target, Path.GetDirectoryName(real)!), ref links)
            : throw new IOException("the path has too many symbolic links.");
    }
}
