using System.Buffers.Binary;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Counts the names of a file: its hard links. It is of Linux alone.</summary>
internal static class FileNames
{
    private const uint Links = 4;
    private const int LinksAt = 16;

    /// <returns>1 also where nobody can tell.</returns>
    internal static uint CountOf(string path) =>
        FileFacts.Of(path, Links) is { } facts ? BinaryPrimitives.ReadUInt32LittleEndian(facts.AsSpan(LinksAt)) : 1;
}
