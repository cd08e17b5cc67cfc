using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A document, and the files that it refers to: those in its folder and below, and nothing else.</summary>
internal sealed partial class DocumentFiles
{
    private const int MostFiles = 200;

    // Of all of them together: as many as a page may have.
    private const long MostBytes = 8 << 20;

    // As JSON, with the aliases of YAML written out.
    private const long MostWritten = 4 * MostBytes;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, JsonNode?> _read = new(StringComparer.Ordinal);
    private readonly string _name;
    private readonly string? _folder;
    private long _bytes;
    private long _written;

    /// <param name="name">The page that has the document, for messages.</param>
    /// <param name="written">The document, as JSON.</param>
    /// <param name="path">The full path of the file that has it; null for a document that is in none.</param>
    /// <exception cref="ToolException">It is not JSON.</exception>
    internal DocumentFiles(string name, string written, string? path)
    {
        (_name, _folder) = (name, Path.GetDirectoryName(path));
        Root = new WrittenPlace(Path.GetFileName(path) ?? "", "");
        try
        {
            _read[Root.File] = Document = (JsonObject)JsonNode.Parse(written, documentOptions: Strict)!;
        }
        catch (JsonException exception)
        {
            throw Refused($"the OpenAPI document cannot be read: {exception.Message}", exception);
        }
    }

    internal JsonObject Document { get; }

    /// <summary>The place of the whole document.</summary>
    internal WrittenPlace Root { get; }

    /// <summary>Finds the part that stands at a place; null for none.</summary>
    internal JsonNode? At(WrittenPlace place) => place.Names.Aggregate(_read[place.File], static (part, name) => part switch
    {
        JsonObject members => members[name],
        JsonArray items when int.TryParse(name, out var index) && index >= 0 && index < items.Count => items[index],
        _ => null,
    });

    /// <summary>Finds the place that a reference leads to; null if nothing stands there.</summary>
    /// <param name="reference">The reference as it is written.</param>
    /// <param name="from">The place of the part that has it.</param>
    /// <exception cref="ToolException">It leads out of the folder of the document, or to a file that cannot be read.</exception>
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
        var told = $"the reference '{reference}' at {from}";
        if (Address().IsMatch(path))
        {
            throw Refused($"{told} leads to an address. Only files are read. Save that part below the folder of the document.");
        }

        if (_folder is null)
        {
            throw Refused($"{told} leads to another file, and the document is in none. Save it, and that file beside it.");
        }

        // No system has a file with this character, and .NET takes none for a path.
        var named = Uri.UnescapeDataString(path).Replace('\0', '?');
        var full = Path.GetFullPath(Path.Combine(_folder, Path.GetDirectoryName(from.File)!, named));
        var file = Path.GetRelativePath(_folder, full).Replace('\\', '/');
        if (Path.IsPathRooted(file) || file.Split('/')[0] is ".." || IsBehindLink(full))
        {
            throw Refused($"{told} leads out of the folder of the document. Only files in that folder and below are read.");
        }

        if (!_read.ContainsKey(file))
        {
            _read[file] = _read.Count <= MostFiles
                ? Read(full, file, told)
                : throw Refused($"{told} is one to more than {MostFiles} files, which are the most.");
        }

        return file;
    }

    private JsonNode? Read(string full, string file, string told)
    {
        try
        {
            _bytes += new FileInfo(full).Length;
            if (_bytes > MostBytes)
            {
                throw Refused($"{told} leads to a file with which all of them have more than {MostBytes} bytes, which are the most.");
            }

            var text = Utf8.GetString(File.ReadAllBytes(full)).TrimStart('\uFEFF');
            if (Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml")
            {
                // Its aliases are written out, which makes it longer.
                text = YamlText.ToJson(text);
                _written += text.Length;
            }

            return _written <= MostWritten
                ? JsonNode.Parse(text, documentOptions: Strict)
                : throw Refused($"{told} leads to a file with which the YAML has more than {MostWritten} characters as JSON.");
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or JsonException or YamlTextException or DecoderFallbackException)
        {
            throw Refused($"{told} leads to a file that cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    // A link may lead anywhere, and somebody else may have made it.
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

    // A name such as C: is the drive of a path, which leads out of the folder.
    [GeneratedRegex("^(?:[A-Za-z][A-Za-z0-9+.-]+:|//)", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
