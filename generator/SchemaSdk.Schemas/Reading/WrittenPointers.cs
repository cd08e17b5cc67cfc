using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Reading;

/// <summary>
/// Finds where the part at a pointer is in the original files. Patches, normalization and the building of types move parts, but users
/// look for a part where they wrote it.
/// </summary>
internal sealed class WrittenPointers(NormalizedSchema schema)
{
    /// <summary>The pointers of each file by position. Created on first use, because most schemas have no problems.</summary>
    private readonly Dictionary<string, IReadOnlyDictionary<int, string>> _written = new(StringComparer.Ordinal);

    /// <summary>The copy of the schema that types are built from, and that pointers refer to. Null until the copy is made.</summary>
    public JsonObject? View { get; set; }

    /// <summary>Returns the position of the part at a pointer, or of the nearest enclosing part that has a position.</summary>
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

    /// <summary>
    /// Returns the pointer to the part in the schema file or its patch. For a part of any other file, returns the given pointer.
    /// </summary>
    public string Of(string pointer)
    {
        var place = PlaceOf(pointer);
        return place.Target is null && Table(place.Path ?? schema.File.Path).TryGetValue(place.Place.Start, out var written)
            ? written
            : pointer;
    }

    /// <summary>
    /// Returns the part of the normalized schema for a pointer, or null. Prefers the original of the part in
    /// <see cref="View"/>, or else the original of that part's parent. Otherwise, looks up the pointer in the normalized schema.
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
