using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Downloads;

/// <summary>The answers of a server that is asked for the rest of a file.</summary>
public sealed class ResumeRangeTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 250_000).Select(number => (byte)(number * 31))];

    private readonly Stage _stage = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"schemasdk-{Guid.NewGuid():N}");

    public void Dispose()
    {
        _stage.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(0, 249_999, 250_000)]
    [InlineData(100_001, 249_999, 250_000)]
    [InlineData(100_000, 249_999, 250_001)]
    [InlineData(100_000, 250_000, null)]
    public async Task A_rest_that_is_not_what_was_asked_for_is_not_taken(int from, int to, int? total)
    {
        var server = new FileServer(Content);
        _stage.Script.File.Does(
            server.Sends(100_000),
            server.Sends(change: response => response.Content.Headers.ContentRange =
                total is { } known ? new(from, to, known) : new(from, to)),
            server.Sends());

        Assert.Equal(Content, await DownloadAsync());
        Assert.Null(server.Requests[2].Range);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "W/\"v1\"")]
    [InlineData(true, "\"v2\"")]
    [InlineData(false, null)]
    [InlineData(false, "Fri, 02 Jan 2026 00:00:00 GMT")]
    public async Task A_rest_that_does_not_say_of_which_version_it_is_is_not_taken(bool hasTag, string? says)
    {
        var server = new FileServer(Content) { Tag = hasTag ? "\"v1\"" : null, HasDate = true };
        _stage.Script.File.Does(
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
    public async Task A_rest_may_come_in_pieces()
    {
        var server = new FileServer(Content);
        _stage.Script.File.Does(
            server.Sends(100_000),
            server.Sends(change: response =>
            {
                response.Content.Dispose();
                response.Content = new ByteArrayContent(Content[100_000..150_000]);
                response.Content.Headers.ContentRange = new(100_000, 149_999, 250_000);
            }),
            server.Sends());

        Assert.Equal(Content, await DownloadAsync());
        Assert.Equal("bytes=150000-", server.Requests[2].Range);
    }

    [Fact]
    public async Task A_range_that_is_refused_is_fetched_from_the_beginning()
    {
        var server = new FileServer(Content);
        _stage.Script.File.Does(server.Sends(100_000), server.Answers(Steps.Answer(416)), server.Sends());

        Assert.Equal(Content, await DownloadAsync());
    }

    [Fact]
    public async Task A_part_that_was_not_asked_for_is_refused()
    {
        _stage.Script.File.Does(Steps.Answer(206, "pixels"));

        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(FileServer.Address, _folder));

        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public async Task A_redirect_within_a_resumed_download_is_checked_again()
    {
        var server = new FileServer(Content);
        _stage.Script.File.Does(server.Sends(100_000), Steps.Answer(302, "", location: "https://evil.example/b.png"), server.Sends());

        await Soon.Throws<ModelDownloadException>(_stage.Client.DownloadAsync(FileServer.Address, _folder));

        Assert.Equal(2, _stage.Script.Requests.Count);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_break_behind_the_last_byte_takes_nothing_away()
    {
        var server = new FileServer(Content);
        _stage.Script.File.Does(server.Sends(change: response => response.Content =
            new StreamContent(new BreaksAtItsEnd(Content)) { Headers = { ContentLength = Content.Length } }));

        Assert.Equal(Content, await DownloadAsync());
        Assert.Single(server.Requests);
    }

    private async Task<byte[]> DownloadAsync() =>
        await File.ReadAllBytesAsync(await Soon.Async(_stage.Client.DownloadAsync(FileServer.Address, _folder)));

    private sealed class BreaksAtItsEnd(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new HttpIOException(HttpRequestError.ResponseEnded);
    }
}
