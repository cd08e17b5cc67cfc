namespace SchemaSdk.Schemas.Values;

/// <summary>The kind of a file's content.</summary>
internal enum MediaKind
{
    Video,
    Image,
    Audio,
}
