namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>
/// An abandoned read still moves the position of its stream, so the stream must not be read again before that read has ended.
/// </summary>
public sealed class AbandonedReadTests
{
    [Fact]
    public async Task A_stream_is_not_sent_again_while_an_abandoned_read_is_pending()
    {
        using var first = new StorageStage();
        using var second = new StorageStage();
        var (begun, reading) = (new TaskCompletionSource(), new TaskCompletionSource());
        var content = Media.Png(91 << 20);
        var stream = new HangingStream(content, async position =>
        {
            if (position == 20 << 20 && begun.TrySetResult())
            {
                await reading.Task;
            }
        });
        var file = ModelFile.FromStream(stream);
        using var cancel = new CancellationTokenSource();

        var abandoned = first.Model.SubmitAsync([file], cancellationToken: cancel.Token);
        await Soon.Async(begun.Task);
        await cancel.CancelAsync();
        await Soon.Throws<OperationCanceledException>(abandoned);
        var again = second.SubmitAsync(file);
        Assert.Equal(20 << 20, stream.Position);
        reading.SetResult();
        await again;

        // The server sorts the parts by the text of their addresses, so the short tenth part comes first.
        var parts = second.Server.Stored;
        Assert.True(parts.AsSpan(1 << 20).SequenceEqual(content.AsSpan(..^(1 << 20))));
    }

    private sealed class HangingStream(byte[] content, Func<long, Task> before) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await before(Position);
            return Read(buffer.Span[..Math.Min(buffer.Length, 1 << 20)]);
        }
    }
}
