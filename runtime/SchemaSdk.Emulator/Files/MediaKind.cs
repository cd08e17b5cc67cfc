namespace SchemaSdk.Emulation.Files;

/// <summary>The kind of a file's content.</summary>
internal enum MediaKind
{
    Video,
    Image,
    Audio,
}
