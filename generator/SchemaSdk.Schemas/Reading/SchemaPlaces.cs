using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Reading;

/// <summary>The file positions of all parts of a schema that is combined from several files.</summary>
/// <param name="file">The schema, with its patch and the files that it refers to.</param>
internal sealed class SchemaPlaces(SchemaFile file)
{
    private readonly Dictionary<string, TextLines> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FilePlace> _references = new(StringComparer.Ordinal);
    private string? _path;
    private TextLines? _linesOfPath;

    /// <summary>Returns the position of a node, or of the nearest enclosing node that was read from a file.</summary>
    public FilePlace Of(JsonNode token)
    {
        var (path, span) = Find(token);
        return new FilePlace(path, span);
    }

    /// <summary>
    /// Records the place of a reference to a file. If the reference is itself in a file that was referred to, records the place of that
    /// earlier reference.
    /// </summary>
    public void Refer(string path, JsonNode reference)
    {
        var place = Of(reference.Parent as JsonMember ?? reference);
        _references[path] = _references.TryGetValue(place.Path, out var first) ? first : place;
    }

    /// <summary>Returns where to report a problem with a part of the normalized schema: at the part's name, if it has one.</summary>
    public PartPlace OfPart(JsonNode part)
    {
        var (path, span) = Find(part.Parent as JsonMember ?? part);
        if (path == file.Path)
        {
            return new PartPlace(span);
        }

        return _references.TryGetValue(path, out var reference)
            ? new PartPlace(reference.Span)
            {
                Path = reference.Path == file.Path ? null : reference.Path,
                Target = new FilePlace(path, span)
            }
            : new PartPlace(span) { Path = path };
    }

    private TextLines LinesOf(string path)
    {
        if (!_lines.TryGetValue(path, out var lines))
        {
            _lines.Add(path, lines = TextLines.Of(TextOf(path)));
        }

        return lines;
    }

    private string TextOf(string path) =>
        path == file.Path ? file.Written
        : path == file.Patch?.Path ? file.Patch.Written
        : file.References.First(other => other.Path == path).Written;

    private (string Path, SourceSpan Span) Find(JsonNode token)
    {
        var path = token.Path ?? file.Path;

        // Consecutive lookups are mostly in one file. All nodes of a file share one path object, so it is enough to compare references.
        if (!ReferenceEquals(path, _path))
        {
            _path = path;
            _linesOfPath = LinesOf(path);
        }

        return (path, SourceSpan.From(_linesOfPath!, token.Place));
    }
}
