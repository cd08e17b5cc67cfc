namespace SchemaSdk.Files;

/// <summary>The content of one file while one request is made of it: begun at most once, then read to its end.</summary>
internal abstract class UploadContent : IDisposable
{
    /// <summary>The number of first bytes that are read to tell the type.</summary>
    internal const int HeadBytes = 64;

    /// <summary>The number of bytes when it was opened; null if that is not known.</summary>
    internal abstract long? Length { get; }

    /// <summary>The first bytes.</summary>
    internal abstract ReadOnlyMemory<byte> Head { get; }

    /// <summary>Waits until nobody else reads it, and goes to its beginning.</summary>
    internal virtual ValueTask BeginAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <returns>The number of bytes that came; zero at the end.</returns>
    internal abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Lets others read it.</summary>
    internal virtual void End()
    {
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Reads until the buffer is full or nothing comes any more.</summary>
    internal static async ValueTask<int> FillAsync(
        Func<Memory<byte>, CancellationToken, ValueTask<int>> read, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = 0;
        while (count < buffer.Length && await read(buffer[count..], cancellationToken).ConfigureAwait(false) is var more and not 0)
        {
            // A stream of the application may say that it read more than it was asked for.
            ArgumentOutOfRangeException.ThrowIfNegative(more);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(more, buffer.Length - count);
            count += more;
        }

        return count;
    }
}
