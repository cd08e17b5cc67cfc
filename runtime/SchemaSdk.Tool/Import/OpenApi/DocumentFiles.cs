using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A document and the files that it refers to. These files must be in the folder of the document or in a subfolder.</summary>
internal sealed partial class DocumentFiles
{
    private const int MostFiles = 200;

    // The limit for all files together. It is the same as the limit for a single page.
    private const long MostBytes = 8 << 20;

    // The limit for all YAML files together after their conversion to JSON, which expands aliases.
    private const long MostWritten = 4 * MostBytes;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, JsonNode?> _read = new(StringComparer.Ordinal);
    private readonly string _name;
    private readonly string? _folder;
    private long _bytes;
    private long _written;

    /// <param name="name">The path or URL of the page with the document, for messages.</param>
    /// <param name="written">The text of the document, as JSON.</param>
    /// <param name="path">The full path of the document; null if it is not a file.</param>
    /// <exception cref="ToolException">The text is not JSON.</exception>
    internal DocumentFiles(string name, string written, string? path)
    {
        (_name, _folder) = (name, Path.GetDirectoryName(path));
        Root = new WrittenPlace(Path.GetFileName(path) ?? "", "");
        try
        {
            _read[Root.File] = Document = (JsonObject)JsonNode.Parse(written, documentOptions: Strict)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The parser throws InvalidOperationException for a name that is not Unicode.
            throw Refused($"the OpenAPI document cannot be read: {exception.Message}", exception);
        }
    }

    internal JsonObject Document { get; }

    /// <summary>The draft of the schemas in an OpenAPI document since version 3.1; null for an older version.</summary>
    internal string? Draft => Document["openapi"]?.ToString() is not (['3', '.', not '0', ..]) ? null
        : Document["jsonSchemaDialect"] is JsonValue dialect && dialect.TryGetValue<string>(out var draft) ? draft
        : "https://json-schema.org/draft/2020-12/schema";

    /// <summary>The location of the whole document.</summary>
    internal WrittenPlace Root { get; }

    /// <summary>Returns the node at a location; null if the location does not exist.</summary>
    internal JsonNode? At(WrittenPlace place) => place.Names.Aggregate(_read[place.File], static (part, name) => part switch
    {
        JsonObject members => members[name],
        JsonArray items when int.TryParse(name, out var index) && index >= 0 && index < items.Count => items[index],
        _ => null,
    });

    /// <summary>Resolves a reference; null if its target does not exist.</summary>
    /// <param name="reference">The reference as it is written.</param>
    /// <param name="from">The location of the reference.</param>
    /// <exception cref="ToolException">The target is outside the folder of the document, or in a file that cannot be read.</exception>
    internal WrittenPlace? Find(string reference, WrittenPlace from)
    {
        var (path, fragment) = reference.IndexOf('#') is var mark and >= 0
            ? (reference[..mark], Uri.UnescapeDataString(reference[(mark + 1)..]))
            : (reference, "");
        var place = new WrittenPlace(path.Length == 0 ? from.File : FileOf(path, reference, from), fragment);
        return fragment is "" or ['/', ..] && At(place) is not null ? place : null;
    }

    internal ToolException Refused(string why, Exception? cause = null) => new(ExitCode.WrongUsage, $"In {_name}, {why}", cause);

    private string FileOf(string path, string reference, WrittenPlace from)
    {
        var what = $"the reference '{reference}' at {from}";
        if (Address().IsMatch(path))
        {
            throw Refused($"{what} points to a URL, but only files are read. Save the target in the folder of the document.");
        }

        if (_folder is null)
        {
            throw Refused($"{what} points to another file, but the document itself is not a file. Save both in the same folder.");
        }

        // .NET throws for a path that contains a null character.
        var named = Uri.UnescapeDataString(path).Replace('\0', '?');
        var full = Path.GetFullPath(Path.Combine(_folder, Path.GetDirectoryName(from.File)!, named));
        var file = Path.GetRelativePath(_folder, full).Replace('\\', '/');
        if (Path.IsPathRooted(file) || file.Split('/')[0] is ".." || IsBehindLink(full))
        {
            throw Refused($"{what} points outside the folder of the document. Only files in that folder and its subfolders are read.");
        }

        if (!_read.ContainsKey(file))
        {
            _read[file] = _read.Count <= MostFiles
                ? Read(full, file, what)
                : throw Refused($"{what} points to another file, but the limit of {MostFiles} other files has been reached.");
        }

        return file;
    }

    private JsonNode? Read(string full, string file, string what)
    {
        try
        {
            _bytes += new FileInfo(full).Length;
            if (_bytes > MostBytes)
            {
                throw Refused($"{what} points to another file, but all files together would exceed the limit of {MostBytes} bytes.");
            }

            var text = Utf8.GetString(File.ReadAllBytes(full)).TrimStart('\uFEFF');
            if (Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml")
            {
                // Convert the text before its length is counted, because aliases can make the result much longer.
                text = YamlText.ToJson(text);
                _written += text.Length;
            }

            return _written <= MostWritten
                ? JsonNode.Parse(text, documentOptions: Strict)
                : throw Refused($"{what} points to another file, but all files together would exceed the limit of {MostWritten} "
                    + "characters as JSON.");
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or JsonException or YamlTextException or DecoderFallbackException)
        {
            throw Refused($"{what} points to a file that cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    // A symbolic link may point anywhere and may have been created by someone else.
    private bool IsBehindLink(string full)
    {
        FileSystemInfo? part = new FileInfo(full);
        while (part is not null && part.FullName != _folder)
        {
            if (part.LinkTarget is not null)
            {
                return true;
            }

            part = Directory.GetParent(part.FullName);
        }

        return false;
    }

    // A scheme has at least two letters here, because C: is a drive. Paths outside the folder are rejected later.
    [GeneratedRegex("^(?:[A-Za-z][A-Za-z0-9+.-]+:|//)", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
