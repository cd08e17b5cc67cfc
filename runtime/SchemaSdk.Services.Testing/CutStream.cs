namespace SchemaSdk.Services.Testing;

/// <summary>The start of an answer's body. A read beyond it fails as if the connection had been reset.</summary>
internal sealed class CutStream(byte[] start) : MemoryStream(start, writable: false)
{
    public override int Read(byte[] buffer, int offset, int count) => OrBreak(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => OrBreak(base.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        OrBreak(await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        OrBreak(await base.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false));

    private static int OrBreak(int read) => read > 0 ? read : throw new IOException("The connection was reset.");
}
