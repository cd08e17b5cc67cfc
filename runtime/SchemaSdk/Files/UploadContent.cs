namespace SchemaSdk.Files;

/// <summary>The content of one file for one request: started at most once, then read to its end.</summary>
internal abstract class UploadContent : IDisposable
{
    /// <summary>The number of bytes that are read to recognize the media type.</summary>
    internal const int HeadBytes = 64;

    /// <summary>The number of bytes when the content was opened; null if it is not known.</summary>
    internal abstract long? Length { get; }

    /// <summary>The first bytes, at most <see cref="HeadBytes"/>.</summary>
    internal abstract ReadOnlyMemory<byte> Head { get; }

    /// <summary>Waits until no other request reads the stream, and rewinds it.</summary>
    internal virtual ValueTask BeginAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <returns>The number of bytes read; zero at the end.</returns>
    internal abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Allows other requests to read the stream.</summary>
    internal virtual void End()
    {
    }

    public virtual void Dispose()
    {
    }

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
}
