using System.Net.Http.Headers;

namespace SchemaSdk.Tool.Tests.Import;

public sealed class ImportAddressTests : ImportTest
{
    private readonly List<HttpRequestMessage> _requests = [];

    [Fact]
    public async Task A_page_is_read_in_the_format_of_its_content_type_and_requested_without_a_token()
    {
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "a-token");
        Serve(_ => Page($"<p>{Mention}</p><pre>{Input}</pre><pre>{Output}</pre>", "text/html"));

        Assert.Equal(0, await Tool.RunAsync("import", "https://docs.example/kite?tab=api"));

        Assert.Equal(Input + "\n", Tool.Read("schemas/acme/kite/input.json"));
        Assert.Equal("https://docs.example/kite?tab=api", Assert.Single(_requests).RequestUri!.AbsoluteUri);
        Assert.Null(_requests[0].Headers.Authorization);
        Assert.Contains("from line 2 of https://docs.example/kite\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_followed()
    {
        Serve(request => request.RequestUri!.AbsolutePath == "/kite"
            ? Redirect("../new/kite")
            : Page(Mention + Input + Output, "text/plain"));

        Assert.Equal(0, await Tool.RunAsync("import", "https://docs.example/kite"));

        Assert.Equal(["https://docs.example/kite", "https://docs.example/new/kite"], _requests.Select(request => $"{request.RequestUri}"));
    }

    [Theory]
    [InlineData("http://docs.example/kite", "redirects to a URL that is not allowed. 'http://docs.example' is not https")]
    [InlineData("https://127.0.0.1/kite", "redirects to a URL that is not allowed. '127.0.0.1' is this machine")]
    [InlineData("https://me:secret@docs.example/kite", "'https://docs.example' contains a user name or password")]
    [InlineData("//docs.example:99999/", "'//docs.example:99999/' is not a valid URL")]
    [InlineData("ftp://docs.example/kite", "'ftp://docs.example' is not https")]
    [InlineData("/kite", "https://docs.example/kite redirects more than 5 times")]
    public async Task An_unsafe_redirect_is_not_followed(string location, string message)
    {
        Serve(_ => Redirect(location));

        await FailsAsync(3, message, "import", "https://docs.example/kite");
        Assert.DoesNotContain("secret", Tool.Error, StringComparison.Ordinal);
        Assert.All(_requests, request => Assert.Equal("docs.example", request.RequestUri!.Host));
        Assert.Empty(Tool.Files());
    }

    [Theory]
    [InlineData("http://docs.example/kite", "is not https, and http is allowed only for this machine")]
    [InlineData("https://me:secret@docs.example/kite", "'https://docs.example' contains a user name or password")]
    [InlineData("file:///etc/passwd", "is not https")]
    [InlineData("https://", "'https://' is not a valid URL")]
    public async Task An_unsafe_URL_is_a_usage_error_and_is_not_requested(string address, string message)
    {
        Serve(_ => Page(Input, "text/plain"));

        await FailsAsync(2, message, "import", address);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task Http_is_allowed_for_addresses_of_this_machine()
    {
        Serve(_ => Page(Mention + Input + Output, "text/plain"));

        Assert.Equal(0, await Tool.RunAsync("import", "http://localhost:4010/kite"));
    }

    [Theory]
    [InlineData("refuses", "schemasdk: https://docs.example/kite answered 429. Nothing was changed.")]
    [InlineData("never ends", "has more than 8388608 bytes")]
    [InlineData("breaks", "https://docs.example/kite could not be read: The connection broke.")]
    [InlineData("never answers", "returned no page within 30 seconds")]
    public async Task A_server_without_a_page_is_reported(string server, string message)
    {
        Tool.Time = new InstantTime { ExpiresTimeouts = server == "never answers" };
        Tool.Handler = new Server(async (_, stop) =>
        {
            await (server == "never answers" ? Task.Delay(Timeout.InfiniteTimeSpan, stop) : Task.CompletedTask);
            return server switch
            {
                "refuses" => new(HttpStatusCode.TooManyRequests),
                "never ends" => new() { Content = new StreamContent(new EndlessStream()) },
                _ => throw new HttpRequestException("The connection broke."),
            };
        });

        await FailsAsync(3, message, "import", "https://docs.example/kite");
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_stopped_import_exits_with_130()
    {
        using var stop = new CancellationTokenSource();
        Tool.Handler = new Server(async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return Page(Input, "text/plain");
        });

        Assert.Equal(130, await Tool.RunAsync(stop.Token, "import", "https://docs.example/kite"));
    }

    private static HttpResponseMessage Page(string text, string type) =>
        new() { Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type, "utf-8")) };

    private static HttpResponseMessage Redirect(string location) => new(HttpStatusCode.Redirect)
    {
        Headers = { Location = new Uri(location, location[0] == '/' || location[0] == '.' ? UriKind.Relative : UriKind.Absolute) },
    };

    private void Serve(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        Tool.Handler = new Server((request, _) =>
        {
            _requests.Add(request);
            return Task.FromResult(answer(request));
        });

    private sealed class Server(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request, cancellationToken);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => count;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }
}
