namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>A body that breaks off or hangs after its first half.</summary>
internal sealed class BrokenStream(byte[] half, bool hangs) : MemoryStream(half)
{
    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position < Length)
        {
            return Read(buffer.Span);
        }

        if (!hangs)
        {
            throw new IOException("The connection was reset.");
        }

        var never = new TaskCompletionSource<int>();
        using var stop = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return await never.Task;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
