namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Addresses of pages within the site.</summary>
internal static class SiteLinks
{
    /// <summary>
    /// Returns the relative address of a file. A model id may have characters with a meaning in addresses, such as <c>#</c>.
    /// </summary>
    /// <param name="path">Its path from the page, with <c>/</c>.</param>
    internal static string To(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
