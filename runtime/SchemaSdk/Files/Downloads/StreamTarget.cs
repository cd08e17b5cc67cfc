namespace SchemaSdk.Files.Downloads;

/// <summary>A stream of the application, which is written from its current position and stays open.</summary>
internal sealed class StreamTarget(Stream stream) : DownloadTarget
{
    private long _start;
    private long _length;

    internal override bool CanRestart => stream.CanSeek;

    private protected override void OpenCore()
    {
        if (stream.CanSeek)
        {
            (_start, _length) = (stream.Position, stream.Length);
        }
    }

    private protected override ValueTask WriteCoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken);

    private protected override void RestartCore()
    {
        stream.Position = _start;
        if (stream.Length != _length)
        {
            // The new content may be shorter than the old content.
            stream.SetLength(_length);
        }
    }

    private protected override ValueTask<string> FinishCoreAsync(string name) => new("");
}
