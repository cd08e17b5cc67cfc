using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Reading;

/// <summary>
/// Finds the original place of a pointer while a schema is simplified. The dialect, the typing view and patches move parts, but people look
/// for them where they wrote them.
/// </summary>
/// <param name="schema">The normalized schema.</param>
internal sealed class WrittenPointers(NormalizedSchema schema)
{
    /// <summary>Computed when first needed, because most schemas have no problem.</summary>
    private readonly Dictionary<string, IReadOnlyDictionary<int, string>> _written = new(StringComparer.Ordinal);

    /// <summary>The view that is being simplified, which problems point into; null before there is one.</summary>
    public JsonObject? View { get; set; }

    /// <summary>The place of the part at a pointer, or of the nearest enclosing part that has one.</summary>
    /// <param name="pointer">A pointer into <see cref="View"/>.</param>
    public PartPlace PlaceOf(string pointer)
    {
        for (var at = pointer; ; at = at.Substring(0, at.LastIndexOf('/')))
        {
            if (Normalized(at) is { } part)
            {
                return schema.Places.OfPart(part);
            }

            if (at.Length == 0)
            {
                return default;
            }
        }
    }

    /// <summary>The pointer in the file as written; unchanged if the part is in a file that the schema refers to.</summary>
    /// <param name="pointer">A pointer into <see cref="View"/>.</param>
    public string Of(string pointer)
    {
        var place = PlaceOf(pointer);
        return place.Target is null && Table(place.Path ?? schema.File.Path).TryGetValue(place.Place.Start, out var written)
            ? written
            : pointer;
    }

    /// <summary>
    /// Returns the original part in the normalized schema; for a part that was combined later, the one at the same pointer.
    /// </summary>
    private JsonNode? Normalized(string pointer)
    {
        var part = View is null ? null : JsonPointer.Find(View, pointer);
        return part?.Origin ?? part?.Parent?.Origin ?? (schema.Root is null ? null : JsonPointer.Find(schema.Root, pointer));
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
