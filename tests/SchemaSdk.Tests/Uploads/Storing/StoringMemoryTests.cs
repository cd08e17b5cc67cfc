namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>Tests that a large file is read at most one part ahead of what has been sent, to limit the memory in use.</summary>
public sealed class StoringMemoryTests
{
    [Theory]
    [InlineData("fal", 200, 10 << 20)]
    [InlineData("fal", 90, 64 << 10)]
    [InlineData("Replicate", 100, 64 << 10)]
    public async Task A_file_is_read_at_most_one_part_ahead(string service, int megabytes, int ahead)
    {
        var source = new LongStream((long)megabytes << 20);
        var server = new CountingServer(source);
        using var client = new TestClient(
            ModelService.Find(service)!,
            new HttpClient(server) { Timeout = Timeout.InfiniteTimeSpan },
            new ModelClientOptions { ApiToken = StorageStage.Token });

        await Soon.Async(new FilesModel(client).SubmitAsync([ModelFile.FromStream(source, "video/mp4")]));

        Assert.InRange(server.Received, source.Length, source.Length + (64 << 10));
        Assert.InRange(server.MostAhead, 1, ahead);
    }

    private sealed class CountingServer(LongStream source) : HttpMessageHandler
    {
        public long Received { get; private set; }

        /// <summary>The largest number of bytes that were read but not yet received.</summary>
        public long MostAhead { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(new LongStream(0, Receive), cancellationToken);
            return new HttpResponseMessage
            {
                RequestMessage = request,
                Content = new StringContent("""
                    {
                      "upload_url":"https://v3.fal.media/put","file_url":"https://v3.fal.media/f","etag":"e",
                      "urls":{"get":"https://api.replicate.com/v1/files/f"},"id":"1","request_id":"1","status":"starting"
                    }
                    """),
            };
        }

        private void Receive(int count)
        {
            MostAhead = Math.Max(MostAhead, source.Position - Received);
            Received += count;
        }
    }
}
