namespace SchemaSdk.Files;

/// <summary>The source of a file's content. The content is sent inside a request.</summary>
internal abstract class UploadSource(string? mediaType)
{
    private static int s_count;

    private readonly int _number = Interlocked.Increment(ref s_count);

    /// <summary>The media type that the caller declared, already checked; null if the caller declared none.</summary>
    internal string? MediaType => mediaType;

    internal virtual string? MediaTypeByName => null;

    /// <summary>Identifies content that may be sent only once and for only one file of an input; null if it may be sent again.</summary>
    internal virtual object? OnlyOnce => null;

    /// <summary>True if the content was partly read and cannot be read again.</summary>
    internal virtual bool IsSpent => false;

    /// <exception cref="FileProblemException">The content cannot be opened.</exception>
    internal abstract ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Writes a placeholder into an input that is sent, or a description into a value that is printed.</summary>
    /// <exception cref="JsonException">The writer writes neither an input nor a value to print.</exception>
    internal void Write(Utf8JsonWriter writer)
    {
        if (JsonPrinter.IsPrinting(writer))
        {
            writer.WriteStartObject();
            writer.WriteString("file"u8, ToString());
            PrintIdentity(writer, _number);
            if (mediaType is not null)
            {
                writer.WriteString("media_type"u8, mediaType);
            }

            writer.WriteEndObject();
        }
        else if (!InputFiles.TryWrite(writer, this))
        {
            throw new JsonException(
                $"A ModelFile from {this} cannot be written as JSON, because only RunAsync, SubmitAsync and RunManyAsync read its "
                + "content. For JSON, pass an address or a data: URI to ModelFile.FromUrl.");
        }
    }

    /// <summary>Writes the properties that identify the source, when it is printed as JSON. <c>Equals</c> compares them too.</summary>
    private protected virtual void PrintIdentity(Utf8JsonWriter writer, int number) => writer.WriteNumber("number"u8, number);

    /// <summary>Describes the source in a phrase, for messages.</summary>
    public abstract override string ToString();
}

/// <summary>The content of one file for one request, read at most once.</summary>
// length: the number of bytes when the content was opened; null if it is not known.
internal class UploadContent(Stream stream, long? length, ReadOnlyMemory<byte> head) : IDisposable
{
    /// <summary>The number of bytes that are read to recognize the media type.</summary>
    internal const int HeadBytes = 64;

    internal long? Length => length;

    internal ReadOnlyMemory<byte> Head => head;

    /// <summary>Reads a part of the content. The first read waits for other reads of the stream to end, then rewinds the stream.</summary>
    internal virtual ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, cancellationToken);

    // count: the number of bytes read so far. isWhole: true if no more bytes follow.
    /// <exception cref="FileProblemException">The file has another length than when it was opened.</exception>
    internal void CheckLength(long count, bool isWhole)
    {
        if (count > length || (isWhole && count < length))
        {
            throw new FileProblemException(FileRules.Unchanged,
                $"which {(count > length ? "grew" : "shrank")} while it was read: it had {length} bytes when it was opened",
                value: $"{count}", allowed: $"{length} bytes");
        }
    }

    /// <summary>Allows other requests to read the stream. Called after the last read, even if that read failed.</summary>
    internal virtual void End() { }

    public virtual void Dispose() => stream.Dispose();

    /// <summary>Reads until the buffer is full or the content ends.</summary>
    /// <exception cref="FileProblemException">The content cannot be read.</exception>
    internal async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var count = 0;
            while (count < buffer.Length && await ReadAsync(buffer[count..], cancellationToken).ConfigureAwait(false) is var more and not 0)
            {
                // The application's stream may claim to have read more than requested.
                ArgumentOutOfRangeException.ThrowIfNegative(more);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(more, buffer.Length - count);
                count += more;
            }

            return count;
        }
        catch (Exception exception) when (exception is not FileProblemException && !cancellationToken.IsCancellationRequested)
        {
            // The application's stream can throw any exception.
            throw FileProblemException.Unreadable(exception);
        }
    }

    internal static async ValueTask<ReadOnlyMemory<byte>> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[HeadBytes];
        var count = await stream.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return head.AsMemory(0, count);
    }
}

/// <summary>Bytes in memory. They are not copied.</summary>
internal sealed class BytesSource(ReadOnlyMemory<byte> bytes, string? mediaType) : UploadSource(mediaType)
{
    internal override ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken)
    {
        // The content is not disposed of, because that would dispose of the stream that is returned.
        var content = new ReadOnlyMemoryContent(bytes);
        var head = bytes[..Math.Min(bytes.Length, UploadContent.HeadBytes)];
        return new(new UploadContent(content.ReadAsStream(CancellationToken.None), bytes.Length, head));
    }

    public override string ToString() => $"a buffer of {bytes.Length} bytes";
}
