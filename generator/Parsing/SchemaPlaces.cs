using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Where everything stands of a schema that was put together from several files.</summary>
/// <param name="file">The schema, with its patch and the files that it refers to.</param>
internal sealed class SchemaPlaces(SchemaFile file)
{
    private readonly Dictionary<string, TextLineCollection> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FilePlace> _references = new(StringComparer.Ordinal);

    /// <summary>The place of a token.</summary>
    /// <param name="token">A token of one of the files, or one that was put around such a token.</param>
    public FilePlace Of(JToken token)
    {
        var path = JsonText.PathOf(token) ?? file.Path;
        if (!_lines.TryGetValue(path, out var lines))
        {
            _lines.Add(path, lines = SourceText.From(TextOf(path)).Lines);
        }

        return new FilePlace(path, SourceSpan.From(lines, JsonText.PlaceOf(token)));
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
    public EquatableArray<PlacedPointer> Below(JToken root)
    {
        var places = new List<PlacedPointer>();
        Add(root, "", places);
        return places.ToEquatableArray();
    }

    private string TextOf(string path) =>
        path == file.Path ? file.Written
        : path == file.Patch?.Path ? file.Patch.Written
        : file.References.First(other => other.Path == path).Written;

    private void Add(JToken token, string pointer, List<PlacedPointer> places)
    {
        places.Add(Place(token, pointer));
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
        var own = Of(token.Parent as JProperty ?? token);
        var place = _references.TryGetValue(own.Path, out var reference) ? reference : own;
        return new PlacedPointer(pointer, place.Span)
        {
            Path = place.Path == file.Path ? null : place.Path,
            Target = place == own ? null : own,
        };
    }
}
