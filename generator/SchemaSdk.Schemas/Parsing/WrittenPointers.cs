using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>
/// What stands at a pointer while a schema is simplified, in the files as they are written: the dialect, the typing view and patches
/// move parts, and people look for them where they wrote them.
/// </summary>
/// <param name="schema">The normalized schema.</param>
internal sealed class WrittenPointers(NormalizedSchema schema)
{
    /// <summary>Made when first needed, as all else here: most schemas have no problem.</summary>
    private readonly Lazy<Dictionary<string, PlacedPointer>> _places = new(() => schema.Places.ToDictionary(place => place.Pointer));
    private readonly Dictionary<string, IReadOnlyDictionary<int, string>> _written = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<int, string>? _normalized;

    /// <summary>The schema as it is being simplified, which problems point into; null before that.</summary>
    public JObject? Document { get; set; }

    /// <summary>The place of what stands at a pointer; of what is around it where that has none.</summary>
    /// <param name="pointer">A pointer into <see cref="Document"/>.</param>
    public PlacedPointer PlaceOf(string pointer)
    {
        for (var at = pointer; ; at = at.Substring(0, at.LastIndexOf('/')))
        {
            if (_places.Value.TryGetValue(Normalized(at) ?? at, out var place) || at.Length == 0)
            {
                return place;
            }
        }
    }

    /// <summary>The pointer in the file as it is written; as it came where that stands in a file that is referred to.</summary>
    /// <param name="pointer">A pointer into <see cref="Document"/>.</param>
    public string Of(string pointer)
    {
        var place = PlaceOf(pointer);
        return place.Target is null && Table(place.Path ?? schema.File.Path).TryGetValue(place.Place.Start, out var written) ? written : pointer;
    }

    /// <summary>Where what stands at a pointer was when the schema was read; null for what was put together since.</summary>
    private string? Normalized(string pointer)
    {
        if (Document is null || JsonPointer.Find(Document, pointer) is not { } token || JsonText.OwnPlaceOf(token) is not { } place)
        {
            return null;
        }

        _normalized ??= TextPointers.Of(schema.Text);
        return _normalized.TryGetValue(place.Start, out var found) ? found : null;
    }

    private IReadOnlyDictionary<int, string> Table(string path)
    {
        if (!_written.TryGetValue(path, out var table))
        {
            _written.Add(path, table = TextPointers.Of(path == schema.File.Patch?.Path ? schema.File.Patch.Written : schema.File.Written));
        }

        return table;
    }
}
