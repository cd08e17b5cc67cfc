using SchemaSdk.Pipeline.Connections;

namespace SchemaSdk.Tests;

/// <summary>A base address on this machine must never be called through a proxy.</summary>
public class ProxyTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://127.8.9.1:5000")]
    [InlineData("http://localhost:5000")]
    [InlineData("https://localhost")]
    [InlineData("http://[::1]:5000")]
    public void A_base_address_on_this_machine_is_called_directly_and_other_hosts_through_the_system_proxy(string address)
    {
        using var handler = new ModelClientOptions { BaseAddress = new Uri(address) }.CreateHandler();

        var proxy = Assert.IsType<ProxyForOthers>(handler.Proxy);
        Assert.True(proxy.IsBypassed(new Uri($"{address}/v1/models/acme/still")));
        Assert.Null(proxy.GetProxy(new Uri($"{address}/v1/models/acme/still")));
        var other = new Uri("https://files.runcomfy.net/a.png");
        Assert.Equal(
            (HttpClient.DefaultProxy.IsBypassed(other), HttpClient.DefaultProxy.GetProxy(other)),
            (proxy.IsBypassed(other), proxy.GetProxy(other)));
    }

    [Fact]
    public void A_base_address_on_another_machine_is_called_through_the_system_proxy()
    {
        using var handler = new ModelClientOptions { BaseAddress = new Uri("https://model-api.example") }.CreateHandler();

        Assert.Null(handler.Proxy);
        Assert.True(handler.UseProxy);
    }

    [Fact]
    public async Task The_system_proxy_is_not_used_for_this_machine()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Http("200 OK", """{"request_id":"req-1"}"""u8.ToArray()));
        using var handler = new ModelClientOptions { BaseAddress = server.Address }.CreateHandler();
        using var http = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/v1/models"));
        using var proxied = new SystemProxy(server.Address.Port);

        using var response = await Soon.Async(http.SendAsync(request, CancellationToken.None));

        Assert.Equal((HttpStatusCode.OK, 1), (response.StatusCode, server.Requests));
    }

    /// <summary>
    /// A process-wide proxy without a listening server. It applies to only one port, because other tests run at the same time.
    /// </summary>
    private sealed class SystemProxy : IWebProxy, IDisposable
    {
        private readonly IWebProxy _original = HttpClient.DefaultProxy;
        private readonly Uri _closed = LoopbackServer.Closed();
        private readonly int _port;

        public SystemProxy(int port)
        {
            _port = port;
            HttpClient.DefaultProxy = this;
        }

        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _closed;

        public bool IsBypassed(Uri host) => host.Port != _port;

        public void Dispose() => HttpClient.DefaultProxy = _original;
    }
}
