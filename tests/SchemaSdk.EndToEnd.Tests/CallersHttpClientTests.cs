using System.Net;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Tests a client that uses an HttpClient configured by the application.</summary>
public sealed class CallersHttpClientTests : IAsyncLifetime
{
    private readonly ModelEmulator _emulator = new(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });

    public Task InitializeAsync() => _emulator.StartAsync();

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    [Fact]
    public async Task A_submit_that_exceeds_the_timeout_of_the_HttpClient_is_unknown_and_not_resent()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var client = Client(http);
        _emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Hang(FaultPhase.BeforeResponse));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => Run(client));

        Assert.Equal((1, 1), (_emulator.RequestsOf(EmulatorCall.Submit), _emulator.Bills));
    }

    [Fact]
    public async Task A_poll_that_exceeds_the_timeout_of_the_HttpClient_is_retried()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var client = Client(http);
        _emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Hang(FaultPhase.BeforeResponse));

        await Run(client);

        Assert.Equal(2, _emulator.RequestsOf(EmulatorCall.Status));
    }

    [Fact]
    public async Task Every_call_goes_through_the_proxy_of_the_HttpClient()
    {
        using var http = Proxied(_emulator.Address);
        using var client = Client(http, Nowhere);

        await Run(client);

        Assert.Equal(1, _emulator.Bills);
    }

    [Fact]
    public async Task Nothing_is_sent_if_the_proxy_is_down()
    {
        using var http = Proxied(Nowhere);
        using var client = Client(http, configure: options => options.Retry.SubmitBudget = TimeSpan.FromSeconds(0.5));

        var error = await Assert.ThrowsAsync<ModelUnavailableException>(() => Run(client));

        Assert.Null(error.RequestId);
        Assert.Equal(0, _emulator.Requests);
    }

    [Fact]
    public async Task Cookies_are_sent_but_are_in_no_result()
    {
        var cookies = new CookieContainer();
        cookies.Add(_emulator.Address, new Cookie("session", "of-the-application"));
        var handler = new AddingCookie { InnerHandler = new SocketsHttpHandler { CookieContainer = cookies } };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = Client(http);

        var result = await Run(client);

        Assert.NotEmpty(result.ResponseHeaders);
        Assert.DoesNotContain(result.ResponseHeaders.Values, value => value.Contains("cookie-of-the-service", StringComparison.Ordinal));
        Assert.Single(cookies.GetCookies(_emulator.Address));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retrying_handler_never_causes_a_second_charge(bool hasGuard)
    {
        HttpMessageHandler sockets = new SocketsHttpHandler();
        using var http = new HttpClient(new Retrying { InnerHandler = hasGuard ? new ModelSubmitGuard(sockets) : sockets })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var client = Client(http);
        _emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        _emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Reset(FaultPhase.BeforeResponse));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => Run(client));
        await Run(client);

        Assert.Equal(2, _emulator.Bills);
    }

    private static Uri Nowhere => new("http://127.0.0.1:9/");

    private static Task<ModelResult<SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro.TextToVideoOutput>> Run(RunComfyClient client) =>
        client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "a boat" }).WaitAsync(TimeSpan.FromSeconds(60));

    private static HttpClient Proxied(Uri proxy) =>
        new(new SocketsHttpHandler { Proxy = new WebProxy(proxy) }) { Timeout = Timeout.InfiniteTimeSpan };

    private RunComfyClient Client(HttpClient http, Uri? address = null, Action<ModelClientOptions>? configure = null)
    {
        var options = new ModelClientOptions { BaseAddress = address ?? _emulator.Address, ApiToken = _emulator.Token };
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        configure?.Invoke(options);
        return new RunComfyClient(http, options);
    }

    /// <summary>Adds a cookie to every answer, as a load balancer may do.</summary>
    private sealed class AddingCookie : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Headers.Add("Set-Cookie", "sticky=cookie-of-the-service");
            return response;
        }
    }

    private sealed class Retrying : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException) when (attempt < 3)
                {
                }
            }
        }
    }
}
