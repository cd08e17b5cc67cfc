namespace SchemaSdk.Tool.Import.Pages;

/// <summary>A page before it is decoded.</summary>
/// <param name="Name">The path or URL, for messages. Its extension determines the format unless the media type does.</param>
/// <param name="Bytes">The content.</param>
/// <param name="MediaType">The media type from the server, such as <c>text/html</c>; null for a file.</param>
/// <param name="Charset">The encoding from the server; null if the server sent none.</param>
internal sealed record PageFile(string Name, byte[] Bytes, string? MediaType = null, string? Charset = null)
{
    /// <summary>The maximum size in bytes. A saved page is a few hundred kilobytes, and one model's OpenAPI document is smaller.</summary>
    internal const int MostBytes = 8 << 20;

    /// <summary>The format according to the server or the file extension; null if neither gives one.</summary>
    internal PageFormat? Format => MediaType switch
    {
        "text/html" or "application/xhtml+xml" => PageFormat.Html,
        "text/markdown" => PageFormat.Markdown,
        "application/yaml" or "application/x-yaml" or "text/yaml" or "text/x-yaml" or "application/vnd.oai.openapi" => PageFormat.Text,
        _ => Path.GetExtension(Name).ToLowerInvariant() switch
        {
            ".html" or ".htm" or ".xhtml" => PageFormat.Html,
            ".md" or ".mdx" or ".markdown" => PageFormat.Markdown,
            ".txt" or ".json" or ".yaml" or ".yml" => PageFormat.Text,
            _ => null,
        },
    };
}
