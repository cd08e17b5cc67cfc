using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Submitting;

namespace SchemaSdk.Tests.Uploads;

public class UploadBodyTests
{
    private static readonly UploadLimits Limits = new(new ModelUploadOptions(), ModelService.RunComfy.Profile);

    [Fact]
    public async Task A_file_of_32_MiB_allocates_less_than_one_MiB()
    {
        const int Length = 32 << 20;
        var content = new byte[Length];
        Media.PngHead.CopyTo(content, 0);
        ModelFile[] files = [ModelFile.FromStream(new MemoryStream(content)), ModelFile.FromBytes(content)];
        var limits = new UploadLimits(
            new ModelUploadOptions { MaxImageBytes = Length, MaxRequestBytes = 100 << 20 }, ModelService.RunComfy.Profile);
        await WriteAsync([ModelFile.FromBytes(Media.Png(100))], limits);

        // All calls are synchronous here, so all allocations are on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var write = WriteAsync(files, limits);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(write.IsCompletedSuccessfully);
        Assert.InRange(await write, 2L * Length * 4 / 3, (2L * Length * 4 / 3) + 1000);
        Assert.InRange(allocated, 0, 1 << 20);
    }

    [Fact]
    public async Task A_body_that_is_forbidden_within_a_file_is_never_completed()
    {
        var sent = new MemoryStream();
        SubmitContent? content = null;
        var stream = new ForwardStream(Media.Png(200_000)) { Reading = read => Task.FromResult(read > 100_000 && content!.TryForbid()) };
        content = await BodyOf([ModelFile.FromStream(stream)], Limits);

        await Soon.Throws<OperationCanceledException>(content.CopyToAsync(sent));

        Assert.True(content.TryForbid());
        Assert.Null(content.Problem);
        Assert.InRange(sent.Length, 1, 200_000);
        Assert.False(Encoding.UTF8.GetString(sent.ToArray()).EndsWith('}'));
        await Assert.ThrowsAsync<OperationCanceledException>(() => content.CopyToAsync(sent));
    }

    [Fact]
    public async Task A_body_that_was_sent_completely_cannot_be_forbidden_even_if_it_was_read_into_memory_meanwhile()
    {
        for (var round = 0; round < 5_000; round++)
        {
            var (body, sent) = (new ReadOnceBody(), new MemoryStream());
            using var content = new SubmitContent(body);
            using var both = new Barrier(2);
            var reading = content.ReadAsync(CancellationToken.None);
            var completing = Task.Run(() =>
            {
                both.SignalAndWait();
                body.Complete();
            });
            var sending = Task.Run(() =>
            {
                both.SignalAndWait();
                content.CopyTo(sent, null, CancellationToken.None);
            });

            await Soon.Async(Task.WhenAll(reading, completing, sending));

            Assert.Equal(sent.Length == 0, content.TryForbid());
        }
    }

    [Fact]
    public async Task A_body_that_a_handler_replaced_may_have_been_sent_and_passes_no_guard()
    {
        using var content = await BodyOf([ModelFile.FromBytes(Media.Png(10))], Limits);
        using var other = new StringContent("{}");

        Assert.True(content.Notice(other, isNext: true));

        Assert.False(content.TryForbid());
        Assert.False(content.Notice(content, isNext: true));
    }

    [Fact]
    public async Task A_body_can_be_copied_synchronously()
    {
        using var content = await BodyOf([ModelFile.FromStream(new ForwardStream(Media.Png(100_000)))], Limits);
        var sent = new MemoryStream();

        content.CopyTo(sent, null, CancellationToken.None);

        Assert.Equal(
            [Media.DataUri(Media.Png(100_000))],
            JsonDocument.Parse(sent.ToArray()).RootElement.EnumerateArray().Select(file => file.GetString()!));
    }

    private static async Task<long> WriteAsync(ModelFile[] files, UploadLimits limits)
    {
        using var content = await BodyOf(files, limits);
        await content.CopyToAsync(Stream.Null);
        return content.Headers.ContentLength!.Value;
    }

    private static async ValueTask<SubmitContent> BodyOf(ModelFile[] files, UploadLimits limits) =>
        (SubmitContent)await Written(files).OpenAsync(envelope: null, limits, CancellationToken.None);

    private static WrittenInput Written(ModelFile[] files) => WrittenInput.Of(files, static (writer, all) =>
    {
        writer.WriteStartArray();
        foreach (var file in all)
        {
            ModelFile.Write(writer, file);
        }

        writer.WriteEndArray();
    });

    /// <summary>A body that waits for the test to complete it. If it is written a second time, it is empty.</summary>
    private sealed class ReadOnceBody : ISubmitBody
    {
        private readonly TaskCompletionSource _complete = new();
        private bool _wasRead;

        public long? Length => null;

        public void Complete() => _complete.SetResult();

        public async Task WriteAsync(Stream destination, Action<bool> goOn, CancellationToken cancellationToken)
        {
            if (!_wasRead)
            {
                _wasRead = true;

                // When SetResult returns, the rest of this method has run, and the body is in memory.
                await _complete.Task.ConfigureAwait(false);
                await destination.WriteAsync("{}"u8.ToArray(), cancellationToken);
            }
        }

        public void Dispose()
        {
        }
    }
}
