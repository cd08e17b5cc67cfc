namespace SchemaSdk.Files;

/// <summary>The content of one file for one request: started at most once, then read to its end.</summary>
// length: the number of bytes when the content was opened; null if it is not known. head: the first bytes, at most HeadBytes.
internal class UploadContent(Stream stream, long? length, ReadOnlyMemory<byte> head) : IDisposable
{
    /// <summary>The number of bytes that are read to recognize the media type.</summary>
    internal const int HeadBytes = 64;

    internal long? Length => length;

    internal ReadOnlyMemory<byte> Head => head;

    /// <summary>Waits until no other request reads the stream, and rewinds it.</summary>
    internal virtual ValueTask BeginAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <returns>The number of bytes read; zero at the end.</returns>
    internal virtual ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, cancellationToken);

    /// <summary>Allows other requests to read the stream.</summary>
    internal virtual void End()
    {
    }

    public virtual void Dispose() => stream.Dispose();

    /// <summary>Reads until the buffer is full or the content ends.</summary>
    internal static async ValueTask<int> FillAsync(
        Func<Memory<byte>, CancellationToken, ValueTask<int>> read, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = 0;
        while (count < buffer.Length && await read(buffer[count..], cancellationToken).ConfigureAwait(false) is var more and not 0)
        {
            // A stream of the application may claim to have read more than requested.
            ArgumentOutOfRangeException.ThrowIfNegative(more);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(more, buffer.Length - count);
            count += more;
        }

        return count;
    }

    /// <summary>Reads the first bytes of a stream.</summary>
    internal static async ValueTask<ReadOnlyMemory<byte>> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[HeadBytes];
        return head.AsMemory(0, await FillAsync(stream.ReadAsync, head, cancellationToken).ConfigureAwait(false));
    }
}
