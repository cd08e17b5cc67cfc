using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files;

/// <summary>A stream of the application, from its current position; it is never closed.</summary>
internal sealed class StreamSource : UploadSource
{
    private readonly Stream _stream;
    private readonly SharedStream _shared;
    private readonly long? _start;

    internal StreamSource(Stream stream, string? mediaType)
        : base(mediaType)
    {
        _stream = stream.CanRead
            ? stream
            : throw new ArgumentException("The stream cannot be read: it was disposed, or is write-only.", nameof(stream));
        _shared = SharedStream.Of(stream);
        _start = stream.CanSeek ? stream.Position : null;
    }

    internal override object? OnlyOnce => _start is null ? _shared : null;

    internal override bool IsSpent => _start is null && _shared.IsSpent;

    internal override async ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken)
    {
        await _shared.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _start is { } start
                ? await OpenAtAsync(start, cancellationToken).ConfigureAwait(false)
                : new ForwardContent(_stream, _shared, await HeadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not FileProblemException && !cancellationToken.IsCancellationRequested)
        {
            // A stream of the application may throw anything.
            throw Unreadable(exception);
        }
        finally
        {
            _shared.Gate.Release();
        }
    }

    public override string ToString() => "a stream";

    internal static FileProblemException Unreadable(Exception exception) => new(
        FileRules.Readable,
        $"which cannot be read ({exception.GetType().Name}: {ErrorText.Cut(exception.Message).TrimEnd('.')})",
        exception);

    private async ValueTask<UploadContent> OpenAtAsync(long start, CancellationToken cancellationToken)
    {
        _stream.Position = start;
        var head = new byte[UploadContent.HeadBytes];
        var count = await UploadContent.FillAsync(_stream.ReadAsync, head, cancellationToken).ConfigureAwait(false);
        return new SeekableContent(_stream, _shared, start, head.AsMemory(0, count));
    }

    private async ValueTask<ReadOnlyMemory<byte>> HeadAsync(CancellationToken cancellationToken)
    {
        if (_shared.IsSpent)
        {
            throw _shared.Spent();
        }

        if (_shared.Head is null)
        {
            // The bytes that are read to recognize the type are kept, because they must still be sent.
            var head = new byte[UploadContent.HeadBytes];
            var count = await UploadContent.FillAsync(_stream.ReadAsync, head, cancellationToken).ConfigureAwait(false);
            _shared.Head = head.AsMemory(0, count);
        }

        return _shared.Head.Value;
    }
}
