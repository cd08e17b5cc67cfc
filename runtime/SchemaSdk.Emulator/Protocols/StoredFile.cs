namespace SchemaSdk.Emulation;

/// <summary>A file that a client has uploaded to the emulated service.</summary>
/// <param name="Id">The id of the file.</param>
/// <param name="Name">The name that the client gave to the file.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="CreatedAt">When the upload began, on the emulator's clock.</param>
/// <param name="Content">The content; empty until it has been uploaded.</param>
public sealed record StoredFile(string Id, string Name, string ContentType, DateTimeOffset CreatedAt, ReadOnlyMemory<byte> Content)
{
    /// <summary>Text that the protocol keeps with the file. The default is null.</summary>
    public string? Note { get; init; }
}
