namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Makes links between pages of the site.</summary>
internal static class SiteLinks
{
    /// <summary>
    /// Returns the relative URL of a file. Escapes are needed because a model id may have characters with a meaning in URLs, such as
    /// <c>#</c>.
    /// </summary>
    /// <param name="path">The path of the file relative to the page, with <c>/</c>.</param>
    internal static string To(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
