using System.Net;
using SchemaSdk.AspNetCore;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>The public keys of a service are read rarely, however many callbacks arrive.</summary>
public sealed class CallbackKeysTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly KeyServer _server = new(FalKey.SetOf(new FalKey(1)));
    private readonly HttpClient _http;
    private readonly CallbackKeys _keys;

    public CallbackKeysTests()
    {
        _http = new HttpClient(_server) { MaxResponseContentBufferSize = 1000 };
        _keys = new CallbackKeys(new Uri("https://keys.example/set"), _http, _time);
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Keys_are_kept_for_a_day()
    {
        await CurrentAsync();
        _time.Advance(TimeSpan.FromHours(23.9));
        await CurrentAsync();
        Assert.Single(_server.Asked);

        _time.Advance(TimeSpan.FromHours(0.2));
        await CurrentAsync();

        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task Keys_older_than_a_day_are_not_used()
    {
        await CurrentAsync();
        _server.Status = null;
        _time.Advance(TimeSpan.FromHours(24.1));

        await Assert.ThrowsAsync<KeysUnavailableException>(CurrentAsync);
    }

    [Fact]
    public async Task Forged_callbacks_cause_one_request_in_half_a_minute()
    {
        var known = await CurrentAsync();
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Single(await _keys.NewerAsync(known, CancellationToken.None));
        var newer = await CurrentAsync();
        Assert.Empty(await _keys.NewerAsync(newer, CancellationToken.None));
        Assert.Same(newer, await _keys.NewerAsync(known, CancellationToken.None));

        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task If_newer_keys_cannot_be_read_the_known_ones_stay_valid()
    {
        var known = await CurrentAsync();
        _time.Advance(TimeSpan.FromSeconds(31));
        _server.Status = HttpStatusCode.BadGateway;

        await Assert.ThrowsAsync<KeysUnavailableException>(() => _keys.NewerAsync(known, CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<KeysUnavailableException>(() => _keys.NewerAsync(known, CancellationToken.None).AsTask());

        Assert.Same(known, await CurrentAsync());
        Assert.Equal(2, _server.Asked.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"\ud800"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":7,"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""")]
    public async Task A_text_without_a_key_counts_as_an_unreachable_service(string text)
    {
        _server.Keys = text;

        await Assert.ThrowsAsync<KeysUnavailableException>(CurrentAsync);
    }

    [Fact]
    public async Task A_large_text_is_not_read()
    {
        _server.Keys += new string(' ', 1000);

        await Assert.ThrowsAsync<KeysUnavailableException>(CurrentAsync);
    }

    private Task<IReadOnlyList<ReadOnlyMemory<byte>>> CurrentAsync() => _keys.CurrentAsync(CancellationToken.None).AsTask();
}
