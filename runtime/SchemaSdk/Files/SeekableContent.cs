namespace SchemaSdk.Files;

/// <summary>The content of a stream that can be rewound, from its position when the file was created.</summary>
internal sealed class SeekableContent(Stream stream, SharedStream shared, long start, ReadOnlyMemory<byte> head) : UploadContent
{
    internal override long? Length { get; } = stream.Length - start;

    internal override ReadOnlyMemory<byte> Head => head;

    internal override async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        await shared.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            stream.Position = start;
        }
        catch
        {
            // The gate must be released, or no later request could read the stream.
            shared.Gate.Release();
            throw;
        }
    }

    internal override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, cancellationToken);

    internal override void End() => shared.Gate.Release();
}
