namespace SchemaSdk.EndToEnd.Tests;

/// <summary>A stream that cannot seek, and that can fail at a given position.</summary>
internal sealed class ForwardStream(byte[] content, int failsAt = int.MaxValue) : MemoryStream(content)
{
    private int _read;

    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = _read >= failsAt ? throw new TimeZoneNotFoundException() : await base.ReadAsync(buffer, cancellationToken);
        _read += count;
        return count;
    }
}
