using System.Globalization;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Where everything stands of a schema that was put together from several files.</summary>
/// <param name="file">The schema, with its patch and the files that it refers to.</param>
internal sealed class SchemaPlaces(SchemaFile file)
{
    /// <summary>One name of a million letters around a thousand values makes a thousand million. The largest of the corpus has 360,000.</summary>
    private const int MaxPointers = 8_000_000;

    private readonly Dictionary<string, TextLines> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FilePlace> _references = new(StringComparer.Ordinal);
    private string? _path;
    private TextLines? _linesOfPath;
    private int _pointers;

    /// <summary>The place of a token.</summary>
    /// <param name="token">A token of one of the files, or one that was put around such a token.</param>
    public FilePlace Of(JToken token)
    {
        var (path, span) = Find(token);
        return new FilePlace(path, span);
    }

    /// <summary>Notes how a file came in that is referred to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reference">The reference that first led to it, in the schema, its patch or another such file.</param>
    public void Refer(string path, JToken reference)
    {
        var place = Of(reference.Parent as JProperty ?? reference);
        _references[path] = _references.TryGetValue(place.Path, out var first) ? first : place;
    }

    /// <summary>Lists the places of a value and of all that is in it.</summary>
    /// <param name="root">The value.</param>
    /// <exception cref="JsonTextException">It is too large for the stages behind.</exception>
    public EquatableArray<PlacedPointer> Below(JToken root)
    {
        var places = new List<PlacedPointer>();
        Add(root, "", places);
        return places.ToEquatableArray();
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

    private void Add(JToken token, string pointer, List<PlacedPointer> places)
    {
        places.Add(Place(token, pointer));
        _pointers += pointer.Length;
        if (places.Count > JsonText.MaxValues || _pointers > MaxPointers)
        {
            throw new JsonTextException(
                $"With what it refers to it has more than {JsonText.MaxValues} values, or more than {MaxPointers} characters of names around them", default);
        }

        if (token is JObject members)
        {
            foreach (var member in members.Properties())
            {
                Add(member.Value, JsonPointer.Append(pointer, member.Name), places);
            }
        }
        else if (token is JArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Add(items[i], JsonPointer.Append(pointer, i.ToString(CultureInfo.InvariantCulture)), places);
            }
        }
    }

    private PlacedPointer Place(JToken token, string pointer)
    {
        var (path, span) = Find(token.Parent as JProperty ?? token);
        if (path == file.Path)
        {
            return new PlacedPointer(pointer, span);
        }

        return _references.TryGetValue(path, out var reference)
            ? new PlacedPointer(pointer, reference.Span) { Path = reference.Path == file.Path ? null : reference.Path, Target = new FilePlace(path, span) }
            : new PlacedPointer(pointer, span) { Path = path };
    }

    private (string Path, SourceSpan Span) Find(JToken token)
    {
        var path = JsonText.PathOf(token) ?? file.Path;

        // All tokens of one reading have the very same path, and nearly all are of one file.
        if (!ReferenceEquals(path, _path))
        {
            _path = path;
            _linesOfPath = LinesOf(path);
        }

        return (path, SourceSpan.From(_linesOfPath!, JsonText.PlaceOf(token)));
    }
}
