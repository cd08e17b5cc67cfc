namespace SchemaSdk.Tests.Downloads;

public sealed class ResumeRangeTests : DownloadTest
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 250_000).Select(number => (byte)(number * 31))];

    private readonly FileServer _server = new(Content);

    [Theory]
    [InlineData(0, 249_999, 250_000)]
    [InlineData(100_001, 249_999, 250_000)]
    [InlineData(100_000, 249_999, 250_001)]
    [InlineData(100_000, 250_000, null)]
    public async Task A_range_other_than_the_requested_one_is_discarded(int from, int to, int? total)
    {
        Stage.Script.File.Does(
            _server.Sends(100_000),
            _server.Sends(change: response => response.Content.Headers.ContentRange =
                total is { } known ? new(from, to, known) : new(from, to)),
            _server.Sends());

        Assert.Equal(Content, await DownloadAsync());
        Assert.Null(_server.Requests[2].Range);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "W/\"v1\"")]
    [InlineData(true, "\"v2\"")]
    [InlineData(false, null)]
    [InlineData(false, "Fri, 02 Jan 2026 00:00:00 GMT")]
    public async Task A_range_of_another_or_an_unknown_version_is_discarded(bool hasTag, string? says)
    {
        var server = new FileServer(Content) { Tag = hasTag ? "\"v1\"" : null, HasDate = true };
        Stage.Script.File.Does(
            server.Sends(100_000),
            server.Sends(change: response =>
            {
                response.Headers.Remove("ETag");
                response.Content.Headers.Remove("Last-Modified");
                response.Headers.TryAddWithoutValidation("ETag", hasTag ? says : null);
                response.Content.Headers.TryAddWithoutValidation("Last-Modified", hasTag ? null : says);
            }),
            server.Sends());

        Assert.Equal(Content, await DownloadAsync());
        Assert.Equal([null, "bytes=100000-", null], server.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task A_range_may_be_shorter_than_requested()
    {
        Stage.Script.File.Does(
            _server.Sends(100_000),
            _server.Sends(change: response =>
            {
                response.Content.Dispose();
                response.Content = new ByteArrayContent(Content[100_000..150_000]);
                response.Content.Headers.ContentRange = new(100_000, 149_999, 250_000);
            }),
            _server.Sends());

        Assert.Equal(Content, await DownloadAsync());
        Assert.Equal("bytes=150000-", _server.Requests[2].Range);
    }

    [Fact]
    public async Task A_file_is_downloaded_from_the_beginning_if_its_range_is_refused()
    {
        Stage.Script.File.Does(_server.Sends(100_000), _server.Answers(Steps.Answer(416)), _server.Sends());

        Assert.Equal(Content, await DownloadAsync());
    }

    [Fact]
    public async Task A_range_that_was_not_requested_is_rejected()
    {
        Stage.Script.File.Does(Steps.Answer(206, "pixels"));

        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(FileServer.Address, Folder));

        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task A_redirect_of_a_resumed_download_is_checked()
    {
        Stage.Script.File.Does(_server.Sends(100_000), Steps.Answer(302, "", location: "https://evil.example/b.png"), _server.Sends());

        await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(FileServer.Address, Folder));

        Assert.Equal(2, Stage.Script.Requests.Count);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_break_after_the_last_byte_does_no_harm()
    {
        Stage.Script.File.Does(_server.Sends(change: response => response.Content =
            new StreamContent(new BreaksAtItsEnd(Content)) { Headers = { ContentLength = Content.Length } }));

        Assert.Equal(Content, await DownloadAsync());
        Assert.Single(_server.Requests);
    }

    private sealed class BreaksAtItsEnd(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new HttpIOException(HttpRequestError.ResponseEnded);
    }
}
