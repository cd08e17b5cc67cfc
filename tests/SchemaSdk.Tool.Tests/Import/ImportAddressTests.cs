using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Import;

/// <summary>Fetching a page from its address.</summary>
public sealed class ImportAddressTests : ImportTest
{
    private readonly List<HttpRequestMessage> _asked = [];

    [Fact]
    public async Task A_page_is_fetched_in_the_form_that_its_server_gives_it_and_without_a_token()
    {
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "a-token");
        Serve(_ => Page($"<p>{Mention}</p><pre>{Input}</pre><pre>{Output}</pre>", "text/html"));

        Assert.Equal(0, await Tool.RunAsync("import", "https://docs.example/kite?tab=api"));

        Assert.Equal(Input + "\n", Tool.Read("schemas/acme/kite/input.json"));
        Assert.Equal("https://docs.example/kite?tab=api", Assert.Single(_asked).RequestUri!.AbsoluteUri);
        Assert.Null(_asked[0].Headers.Authorization);
        Assert.Contains("from line 2 of https://docs.example/kite\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_followed()
    {
        Serve(request => request.RequestUri!.AbsolutePath == "/kite"
            ? Redirect("../new/kite")
            : Page(Mention + Input + Output, "text/plain"));

        Assert.Equal(0, await Tool.RunAsync("import", "https://docs.example/kite"));

        Assert.Equal(["https://docs.example/kite", "https://docs.example/new/kite"], _asked.Select(request => $"{request.RequestUri}"));
    }

    [Theory]
    [InlineData("http://docs.example/kite", "redirects to a URL that is not allowed. 'http://docs.example' is not https")]
    [InlineData("https://127.0.0.1/kite", "redirects to a URL that is not allowed. '127.0.0.1' is this machine")]
    [InlineData("https://me:secret@docs.example/kite", "'https://docs.example' contains a user name or password")]
    [InlineData("//docs.example:99999/", "'//docs.example:99999/' is not a valid URL")]
    [InlineData("ftp://docs.example/kite", "'ftp://docs.example' is not https")]
    [InlineData("/kite", "https://docs.example/kite redirects more than 5 times")]
    public async Task A_redirect_that_leads_astray_is_not_followed(string location, string told)
    {
        Serve(_ => Redirect(location));

        Assert.Equal(3, await Tool.RunAsync("import", "https://docs.example/kite"));

        Assert.Contains(told, Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Tool.Error, StringComparison.Ordinal);
        Assert.All(_asked, request => Assert.Equal("docs.example", request.RequestUri!.Host));
        Assert.Empty(Tool.Files());
    }

    [Theory]
    [InlineData("http://docs.example/kite", "is not https, and http is allowed only for this machine")]
    [InlineData("https://me:secret@docs.example/kite", "'https://docs.example' contains a user name or password")]
    [InlineData("file:///etc/passwd", "is not https")]
    [InlineData("https://", "'https://' is not a valid URL")]
    public async Task An_address_that_is_not_asked_is_wrong_usage(string address, string told)
    {
        Serve(_ => Page(Input, "text/plain"));

        Assert.Equal(2, await Tool.RunAsync("import", address));

        Assert.Contains(told, Tool.Error, StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Http_is_for_this_machine()
    {
        Serve(_ => Page(Mention + Input + Output, "text/plain"));

        Assert.Equal(0, await Tool.RunAsync("import", "http://localhost:4010/kite"));
    }

    [Fact]
    public async Task A_server_that_refuses_is_told()
    {
        Serve(_ => new HttpResponseMessage(HttpStatusCode.TooManyRequests));

        Assert.Equal(3, await Tool.RunAsync("import", "https://docs.example/kite"));

        Assert.EndsWith("schemasdk: https://docs.example/kite answered 429. Nothing was changed.\n", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_an_end_is_refused()
    {
        Serve(_ => new HttpResponseMessage { Content = new StreamContent(new EndlessStream()) });

        Assert.Equal(3, await Tool.RunAsync("import", "https://docs.example/kite"));

        Assert.Contains("has more than 8388608 bytes", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        Tool.Time = new HurriedTime { EndsLimits = true };
        Tool.Handler = new Server(async (_, stop) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return Page(Input, "text/plain");
        });

        Assert.Equal(3, await Tool.RunAsync("import", "https://docs.example/kite"));

        Assert.Contains("returned no page within 30 seconds", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_stops_it_gets_the_exit_code_of_that()
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

    [Fact]
    public async Task A_connection_that_breaks_is_told()
    {
        Serve(_ => throw new HttpRequestException("The connection broke."));

        Assert.Equal(3, await Tool.RunAsync("import", "https://docs.example/kite"));

        Assert.Contains("https://docs.example/kite could not be read: The connection broke.", Tool.Error, StringComparison.Ordinal);
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
            _asked.Add(request);
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
