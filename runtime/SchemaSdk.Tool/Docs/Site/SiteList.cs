using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>
/// Reads and writes the list of a documentation site's files, with their hashes. Only listed files belong to the site. The list also names
/// the folder of schemas, relative to the site.
/// </summary>
internal static class SiteList
{
    internal const string Name = "schemasdk-site.json";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="ToolException">The text is not a list of a site's files.</exception>
    internal static (string? Schemas, IReadOnlyDictionary<string, string> Files) Read(string text, string shown)
    {
        var read = Parse(text) ?? throw new ToolException(
            ExitCode.WrongUsage,
            $"{shown} is not a valid list of the files that 'schemasdk docs' wrote. Nothing was changed. Specify another folder.");
        return read.Files.Keys.FirstOrDefault(path => ModelIdFault.Of(IdOf(path)) is not null) is { } wrong
            ? throw new ToolException(
                ExitCode.WrongUsage,
                $"{shown} lists '{wrong}', which 'schemasdk docs' cannot have written. Nothing was changed. Specify another folder.")
            : read;
    }

    // Removes the extension, because it does not count towards the maximum length of an id.
    private static string IdOf(string path) => path.EndsWith(".md", StringComparison.Ordinal) ? path[..^3] : path;

    private static (string? Schemas, IReadOnlyDictionary<string, string> Files)? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) is JsonObject list && list["files"] is JsonObject files
                && files.All(static file => file.Value?.GetValueKind() == JsonValueKind.String)
                    ? (list["schemas"]?.GetValue<string>(),
                        files.ToDictionary(file => file.Key, file => file.Value!.GetValue<string>(), StringComparer.Ordinal))
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The list is not JSON, has text that is not Unicode, or has a path twice, as can happen after a merge.
            return null;
        }
    }

    /// <param name="schemas">The path of the folder of schemas, relative to the site.</param>
    /// <param name="files">The hashes of the files, by path.</param>
    internal static string Write(string schemas, IEnumerable<KeyValuePair<string, string>> files) => new JsonObject
    {
        ["schemas"] = schemas,
        ["files"] = new JsonObject(files.Select(static file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
}
