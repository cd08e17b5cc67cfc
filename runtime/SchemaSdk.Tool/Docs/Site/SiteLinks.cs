namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Addresses of pages within the site.</summary>
internal static class SiteLinks
{
    /// <summary>
    /// The relative address of a file. A model id has characters that mean something else in an address, such as <c>#</c>.
    /// </summary>
    /// <param name="path">Its path from the page, with <c>/</c>.</param>
    internal static string To(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
