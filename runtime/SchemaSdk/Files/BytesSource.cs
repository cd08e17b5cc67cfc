namespace SchemaSdk.Files;

/// <summary>Bytes in memory, which are not copied.</summary>
internal sealed class BytesSource(ReadOnlyMemory<byte> bytes, string? mediaType) : UploadSource(mediaType)
{
    internal override ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken)
    {
        // Disposing of the content would dispose of its stream.
        var content = new ReadOnlyMemoryContent(bytes);
        var head = bytes[..Math.Min(bytes.Length, UploadContent.HeadBytes)];
        return new(new UploadContent(content.ReadAsStream(CancellationToken.None), bytes.Length, head));
    }

    public override string ToString() => $"{bytes.Length} bytes in memory";
}
