using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

public class FalCallbackTests
{
    private const string Body = """{"request_id":"id-1","gateway_request_id":"id-2","status":"OK","payload":{"images":[]}}""";

    private static readonly FalKey Key = new(1);
    private static readonly FalKey OtherKey = new(2);

    private readonly KeyServer _keys = new(FalKey.SetOf(Key));
    private readonly SignedService _service = SignedService.Fal;

    [Fact]
    public async Task A_signed_callback_causes_one_read_which_finds_the_end_of_the_job()
    {
        await using var app = await OpenAsync();
        await app.AcceptedAsync(_service);
        _service.HasEnded = true;
        var signed = Key.Sign(Body);

        Assert.Equal(202, await app.PostAsync(Body, signed));
        Assert.Equal(202, await app.PostAsync(Body, signed));
        await app.UntilAsync(LedgerState.Delivered);

        // The first poll made one read. The callbacks caused one read of the status and one of the result.
        Assert.Equal(3, _service.Reads);
        Assert.Equal("https://rest.fal.ai/.well-known/jwks.json", Assert.Single(_keys.Asked)?.AbsoluteUri);
    }

    // This signature was made by Python's cryptography package, with the first key of RFC 8032, section 7.1.
    [Fact]
    public async Task A_signature_made_by_another_program_is_valid()
    {
        const string Id = "764cabcf-b745-4b3e-ae38-1200304cf45b";
        _keys.Keys = """{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""";
        await using var app = await SignedApp.OpenAsync(
            ModelService.Fal,
            _service,
            options => (options.KeysHandler, options.Tolerance) = (_keys, TimeSpan.FromDays(20_000)));

        Assert.Equal(202, await app.PostAsync(
            $$$"""{"request_id":"{{{Id}}}","status":"OK","payload":{"images":[]}}""",
            ("x-fal-webhook-request-id", Id),
            ("x-fal-webhook-user-id", "github|12345"),
            ("x-fal-webhook-timestamp", "1614265330"),
            (
                "x-fal-webhook-signature",
                "6b73d54437274dbfc4f7e4f2343fa96ca2690da6d77be532024c6038e0723999"
                + "44283c9e5700bf552bf61930b28f30fd4d7ff7d1ee3fbd02d27144aec0472301")));
    }

    [Fact]
    public async Task A_changed_callback_is_refused()
    {
        await using var app = await OpenAsync();
        var signed = Key.Sign(Body);

        Assert.Equal(401, await app.PostAsync(Body));
        Assert.Equal(401, await app.PostAsync(Body + " ", signed));
        foreach (var (name, value) in signed)
        {
            Assert.Equal(401, await app.PostAsync(Body, [.. signed.Where(header => header.Name != name)]));
            Assert.Equal(401, await app.PostAsync(Body, [.. signed.Where(header => header.Name != name), (name, value[..^1] + "g")]));
            Assert.Equal(401, await app.PostAsync(Body, [.. signed, (name, value)]));
        }

        Assert.Equal(401, await app.PostAsync(Body, OtherKey.Sign(Body)));
        Assert.Equal(202, await app.PostAsync(Body, signed));
    }

    [Theory]
    [InlineData(-290, 202)]
    [InlineData(290, 202)]
    [InlineData(-310, 401)]
    [InlineData(310, 401)]
    public async Task An_old_or_future_callback_is_refused(int seconds, int status)
    {
        await using var app = await OpenAsync();

        Assert.Equal(status, await app.PostAsync(Body, Key.Sign(Body, seconds)));

        Assert.Equal(status == 202 ? 1 : 0, _keys.Asked.Count);
    }

    [Fact]
    public async Task The_keys_are_read_again_when_no_known_key_matches()
    {
        var time = new LaterTime();
        await using var app = await OpenAsync(time: time);
        Assert.Equal(202, await app.PostAsync(Body, Key.Sign(Body)));
        _keys.Keys = FalKey.SetOf(OtherKey);

        Assert.Equal(401, await app.PostAsync(Body, OtherKey.Sign(Body)));
        time.By = TimeSpan.FromSeconds(31);

        Assert.Equal(202, await app.PostAsync(Body, OtherKey.Sign(Body)));
        Assert.Equal(401, await app.PostAsync(Body, Key.Sign(Body)));
        Assert.Equal(2, _keys.Asked.Count);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(HttpStatusCode.NotFound, null)]
    [InlineData(HttpStatusCode.Found, null)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null)]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, """{"keys":{}}""")]
    [InlineData(HttpStatusCode.OK, """{"keys":[]}""")]
    [InlineData(HttpStatusCode.OK, """{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA"}]}""")]
    [InlineData(HttpStatusCode.OK, """{"keys":[{"kty":"OKP","crv":"Ed25519","x":"%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%"}]}""")]
    [InlineData(HttpStatusCode.OK, """{"keys":[{"kty":"OKP","crv":"Ed25519","x":"\ud800"}]}""")]
    [InlineData(HttpStatusCode.OK, """{"keys":[{"kty":"OKP","crv":7,"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""")]
    [InlineData(HttpStatusCode.OK, "too large")]
    public async Task Without_the_keys_the_service_is_asked_to_send_the_callback_again(HttpStatusCode? status, string? text)
    {
        var log = new HeardLog("SchemaSdk.ModelCallbacks");
        var time = new LaterTime();
        await using var app = await OpenAsync(time, log);
        var keys = _keys.Keys;
        (_keys.Status, _keys.Keys) = (status, text == "too large" ? keys + new string(' ', 2 << 20) : text ?? keys);

        Assert.Equal(503, await app.PostAsync(Body, Key.Sign(Body)));
        Assert.Equal(503, await app.PostAsync(Body, Key.Sign(Body)));
        Assert.Single(_keys.Asked);

        (_keys.Status, _keys.Keys) = (HttpStatusCode.OK, keys);
        time.By = TimeSpan.FromSeconds(31);
        Assert.Equal(202, await app.PostAsync(Body, Key.Sign(Body)));
        Assert.Equal((3, 1), (Assert.Single(log.Messages).Id, log.Errors.Count));
    }

    [Fact]
    public async Task If_newer_keys_cannot_be_read_the_known_ones_stay_valid()
    {
        var time = new LaterTime();
        await using var app = await OpenAsync(time);
        Assert.Equal(202, await app.PostAsync(Body, Key.Sign(Body)));

        (_keys.Status, time.By) = (HttpStatusCode.BadGateway, TimeSpan.FromSeconds(31));

        Assert.Equal(503, await app.PostAsync(Body, OtherKey.Sign(Body)));
        Assert.Equal(503, await app.PostAsync(Body, OtherKey.Sign(Body)));
        Assert.Equal(202, await app.PostAsync(Body, Key.Sign(Body, seconds: 31)));
        Assert.Equal(2, _keys.Asked.Count);
    }

    [Fact]
    public async Task Keys_are_kept_for_a_day_and_not_used_afterwards()
    {
        var time = new LaterTime();
        await using var app = await OpenAsync(time);

        Assert.Equal((202, 202), (await PostAfterAsync(0), await PostAfterAsync(hours: 23.9)));
        Assert.Single(_keys.Asked);
        Assert.Equal((202, 2), (await PostAfterAsync(hours: 24.1), _keys.Asked.Count));
        _keys.Status = null;
        Assert.Equal(503, await PostAfterAsync(hours: 48.3));

        Task<int> PostAfterAsync(double hours)
        {
            time.By = TimeSpan.FromHours(hours);
            return app.PostAsync(Body, Key.Sign(Body, (int)time.By.TotalSeconds));
        }
    }

    [Fact]
    public async Task Keys_of_another_kind_are_not_used_and_every_other_key_is_tried()
    {
        var others = string.Join(',', Enumerable.Range(10, 20).Select(number => new FalKey((byte)number).Jwk()));
        _keys.Keys = $$"""
            {"keys":[
              {{Key.Jwk("X25519")}},{{Key.Jwk(algorithm: "ES256")}},{"kty":"RSA","n":"AQAB","e":"AQAB"},7,{{others}},{{OtherKey.Jwk()}}]}
            """;
        await using var app = await OpenAsync();

        Assert.Equal(401, await app.PostAsync(Body, Key.Sign(Body)));
        Assert.Equal(202, await app.PostAsync(Body, OtherKey.Sign(Body)));
    }

    [Theory]
    [InlineData("http://keys.example/jwks.json")]
    [InlineData("ftp://127.0.0.1/jwks.json")]
    [InlineData("jwks.json")]
    public async Task Keys_are_read_only_over_https_or_from_this_machine(string address)
    {
        await using var app = await SignedApp.OpenAsync(
            ModelService.Fal, _service, options => options.KeysAddress = new Uri(address, UriKind.RelativeOrAbsolute));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => app.PostAsync(Body));

        Assert.Equal($"KeysAddress for fal is {address}. Use an https address.", error.Message);
    }

    private Task<SignedApp> OpenAsync(TimeProvider? time = null, HeardLog? log = null) =>
        SignedApp.OpenAsync(ModelService.Fal, _service, options => options.KeysHandler = _keys, time, log);

    /// <summary>Answers requests for the public keys of a service.</summary>
    private sealed class KeyServer(string keys) : HttpMessageHandler
    {
        public string Keys { get; set; } = keys;

        /// <summary>The status of the answers; null if the server is unreachable.</summary>
        public HttpStatusCode? Status { get; set; } = HttpStatusCode.OK;

        public ConcurrentQueue<Uri?> Asked { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Enqueue(request.RequestUri);
            if (Status is not { } status)
            {
                throw new HttpRequestException("The host is unreachable.");
            }

            return Task.FromResult(new HttpResponseMessage(status)
            {
                Content = new StringContent(Keys),
                Headers = { Location = new Uri("https://other.example/keys") },
            });
        }
    }

    /// <summary>A clock that a test sets ahead of the system clock.</summary>
    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(By.TotalSeconds * Stopwatch.Frequency);
    }
}
