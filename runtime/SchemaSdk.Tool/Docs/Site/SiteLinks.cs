namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Makes links between pages of the site.</summary>
internal static class SiteLinks
{
    /// <summary>
    /// Returns the relative URL of a file. Escapes characters that have a meaning in URLs, such as <c>#</c>, because a model id may contain
    /// them.
    /// </summary>
    /// <param name="path">The path of the file relative to the page, with <c>/</c> as the separator.</param>
    internal static string To(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
