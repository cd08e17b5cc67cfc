namespace SchemaSdk.Tests.Downloads;

public sealed class ResumeTests : DownloadTest
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 250_000).Select(number => (byte)(number * 31))];

    private static readonly Dictionary<string, Step> Interruptions = new()
    {
        ["429"] = Steps.Answer(429, "", retryAfter: "2"),
        ["500"] = Steps.Answer(500),
        ["503"] = Steps.Answer(503, "", retryAfter: "7"),
        ["no connection"] = Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)),
        ["no name"] = Steps.FailsBefore(Steps.Error(HttpRequestError.NameResolutionError)),
        ["no time"] = Steps.FailsBefore(new TaskCanceledException("HttpClient.Timeout", new TimeoutException())),
        ["a bare socket error"] = Steps.FailsBefore(new System.Net.Sockets.SocketException(104)),
        ["a handler's own error"] = Steps.FailsBefore(new InvalidTimeZoneException()),
        ["no body"] = new FileServer(Content).Sends(0),
        ["a part"] = new FileServer(Content).Sends(80_000),
    };

    private readonly FileServer _server = new(Content);

    public static TheoryData<string> InterruptionNames => [.. Interruptions.Keys];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_break_only_the_rest_of_the_same_version_is_requested(bool canSeek)
    {
        Stage.Script.File.Does(_server.Sends(100_000), _server.Sends(50_000), _server.Sends());
        var (destination, progress) = (canSeek ? new MemoryStream() : new OneWay(), new Reports<long>());

        await DownloadAsync(destination, progress);

        Assert.Equal(Content, destination.ToArray());
        Assert.Equal(
            [(null, null, "identity"), ("bytes=100000-", "\"v1\"", "identity"), ("bytes=150000-", "\"v1\"", "identity")], _server.Requests);
        Assert.Equal(progress.All.Order(), progress.All);
        Assert.Equal(Content.Length, progress.All[^1]);
        Assert.All(Stage.Script.Requests, request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task Without_an_entity_tag_the_date_identifies_the_version()
    {
        var server = new FileServer(Content) { Tag = null, HasDate = true };
        Stage.Script.File.Does(server.Sends(100_000), server.Sends());
        var destination = new MemoryStream();

        await DownloadAsync(destination);

        Assert.Equal(Content, destination.ToArray());
        Assert.Equal(("bytes=100000-", "Thu, 01 Jan 2026 00:00:00 GMT", "identity"), server.Requests[1]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("W/\"v1\"")]
    public async Task A_file_without_a_version_is_downloaded_from_the_beginning(string? tag)
    {
        var server = new FileServer(Content) { Tag = tag };
        Stage.Script.File.Does(server.Sends(100_000), server.Sends());

        Assert.Equal(Content, await DownloadAsync());
        Assert.All(server.Requests, request => Assert.Null(request.Range));
    }

    [Fact]
    public async Task A_stream_is_rewound_to_its_original_position()
    {
        var (server, later) = (new FileServer(Content), new FileServer([1, 2, 3]) { Tag = "\"v2\"" });
        Stage.Script.File.Does(server.Sends(100_000), later.Sends());
        var destination = new MemoryStream();
        destination.Write("before"u8);

        await DownloadAsync(destination);

        Assert.Equal([.. "before"u8, 1, 2, 3], destination.ToArray());
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_fails_if_the_file_must_be_read_from_the_beginning()
    {
        var server = new FileServer(Content) { Tag = null };
        Stage.Script.File.Does(server.Sends(100_000), server.Sends());

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(FileServer.Address, new OneWay()));

        Assert.Contains("https://files.runcomfy.net/out/a.png stopped after 100000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("the destination cannot seek", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(InterruptionNames))]
    public async Task A_file_is_complete_after_any_interruption(string interruption)
    {
        var step = Interruptions[interruption];
        Stage.Script.File.Does(step, _server.Sends(80_000), step, step, _server.Sends());

        Assert.Equal(Content, await DownloadAsync());
        Assert.Equal("a.png", Path.GetFileName(Assert.Single(Directory.GetFiles(Folder))));
    }

    [Fact]
    public async Task Retry_After_is_respected()
    {
        Stage.Script.File.Does(Steps.Answer(503, "", retryAfter: "7"), _server.Sends());

        await DownloadAsync();

        Assert.Contains(TimeSpan.FromSeconds(7), Stage.Time.Delays);
    }

    [Fact]
    public async Task Retries_end_with_the_budget()
    {
        Stage.Script.File.Does(_server.Sends(1_000), _server.Sends(10));

        var error = await FailsAsync();

        Assert.InRange(Stage.Elapsed, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.5));
        Assert.Matches("https://files.runcomfy.net/out/a.png could not be downloaded: .* bytes were received", error.Message);
        Assert.IsType<HttpIOException>(error.InnerException);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3600")]
    public async Task Waits_for_Retry_After_end_with_the_budget_too(string wait)
    {
        Stage.Script.File.Does(Steps.Answer(429, "", retryAfter: wait));

        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(FileServer.Address, Folder));

        Assert.InRange(Stage.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.Contains($"HTTP 429, and the server asked for a wait of {wait} s", error.Message, StringComparison.Ordinal);
        Assert.Equal(wait, error.ResponseHeaders["Retry-After"]);
    }

    [Theory]
    [InlineData(2 << 20)]
    [InlineData(1 << 19)]
    public async Task Each_MiB_of_progress_renews_the_budget(int bytesBeforeBreak)
    {
        var content = new byte[20 << 20];
        var server = new FileServer(content);
        Stage.Options.Retry.ReadBudget = TimeSpan.FromSeconds(5);
        Stage.Script.File.Does(
            [.. Enumerable.Repeat(server.Sends(bytesBeforeBreak), (content.Length / bytesBeforeBreak) - 1), server.Sends()]);

        Assert.Equal(content.Length, (await DownloadAsync()).Length);
    }

    private Task DownloadAsync(Stream destination, IProgress<long>? progress = null) =>
        Soon.Async(Stage.Client.DownloadAsync(FileServer.Address, destination, progress));

    private sealed class OneWay : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
