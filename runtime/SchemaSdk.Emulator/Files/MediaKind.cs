namespace SchemaSdk.Emulation.Files;

/// <summary>What a file shows or plays.</summary>
internal enum MediaKind
{
    Video,
    Image,
    Audio,
}
