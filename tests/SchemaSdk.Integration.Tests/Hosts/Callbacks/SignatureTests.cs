using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

/// <summary>Tests signatures with the test vectors of their standards.</summary>
public class SignatureTests
{
    // The example secret of the Standard Webhooks libraries (www.standardwebhooks.com).
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";
    private const string Signed = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Theory]
    [InlineData(Signed, 0, true)]
    [InlineData("v1,AAAA v2,BBBB " + Signed, 0, true)]
    [InlineData(Signed, 299, true)]
    [InlineData(Signed, 301, false)]
    [InlineData(Signed, -301, false)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=", 0, false)]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 0, false)]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 0, false)]
    [InlineData("v1,", 0, false)]
    [InlineData("v1,%%%", 0, false)]
    [InlineData("", 0, false)]
    public async Task Standard_webhooks_are_verified(string signature, int secondsLater, bool isValid)
    {
        var headers = Headers(Id, "1614265330", signature);

        Assert.Equal(isValid, await IsValidAsync(CallbackSignature.StandardWebhooks(Secret), headers, Body, secondsLater));
    }

    [Fact]
    public async Task A_signature_is_invalid_for_another_body_id_or_time()
    {
        var signature = CallbackSignature.StandardWebhooks(Secret);

        Assert.False(await IsValidAsync(signature, Headers(Id, "1614265330", Signed), Body + " "));
        Assert.False(await IsValidAsync(signature, Headers("other", "1614265330", Signed), Body));
        Assert.False(await IsValidAsync(signature, Headers(Id, "1614265331", Signed), Body));
        Assert.False(await IsValidAsync(signature, Headers(Id, "", Signed), Body));
        Assert.False(await IsValidAsync(signature, Headers(Id, "99999999999999999999", Signed), Body));
        Assert.False(await IsValidAsync(signature, Headers(Id, "-1614265330", Signed), Body));
    }

    [Fact]
    public async Task An_hmac_signature_can_be_hexadecimal()
    {
        var key = Encoding.UTF8.GetBytes("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var digits = Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.1614265330.{Body}"))).ToLowerInvariant();
        var signature = CallbackSignature.Hmac(key, "v3", isHexadecimal: true);

        Assert.True(await IsValidAsync(signature, Headers(Id, "1614265330", $"v3,{digits}"), Body));
        Assert.False(await IsValidAsync(signature, Headers(Id, "1614265330", $"v1,{digits}"), Body));
        Assert.False(await IsValidAsync(signature, Headers(Id, "1614265330", $"v3,{digits[..^2]}"), Body));
    }

    [Theory]
    [InlineData("whsec_")]
    [InlineData("whsec_%%%")]
    public void An_invalid_secret_is_refused(string secret) =>
        Assert.Throws<ArgumentException>(() => CallbackSignature.StandardWebhooks(secret));

    // This is test 3 of RFC 8032, section 7.1.
    [Fact]
    public async Task Ed25519_signatures_are_verified_as_in_RFC_8032()
    {
        var publicKey = Convert.FromHexString("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        byte[] text = [0xaf, 0x82];
        var signed = Convert.FromHexString(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");

        Assert.True(await IsSignedAsync(publicKey, text, signed));
        Assert.False(await IsSignedAsync(publicKey, [.. text, 0], signed));
        for (var at = 0; at < signed.Length; at += 7)
        {
            var changed = signed.ToArray();
            changed[at] ^= 1;
            Assert.False(await IsSignedAsync(publicKey, text, changed));
        }

        Assert.False(await IsSignedAsync(publicKey, text, signed[..63]));
        Assert.False(await IsSignedAsync(publicKey[..31], text, signed));

        static Task<bool> IsSignedAsync(byte[] key, byte[] message, byte[] signature) => IsValidAsync(
            CallbackSignature.Ed25519(
                (_, _) => new SignedCallback(message, signature, "1614265330"),
                _ => new([new ReadOnlyMemory<byte>(key)])),
            [],
            Body);
    }

    [Fact]
    public async Task A_callback_without_a_valid_signature_is_refused_before_its_body_is_read()
    {
        await using var shop = new Shop();
        await using var app = await CallbackApp.OpenAsync(shop, options =>
        {
            options.Signature = CallbackSignature.StandardWebhooks(Secret);
            options.Tolerance = TimeSpan.FromDays(20_000);
        });
        (string, string)[] valid = [("webhook-id", Id), ("webhook-timestamp", "1614265330"), ("webhook-signature", Signed)];

        Assert.Equal(401, await app.PostAsync("""{"request_id":"a"}"""));
        Assert.Equal(401, await app.PostAsync("""{"request_id":"a"}""", headers: valid));
        Assert.Equal(400, await app.PostAsync(Body, headers: valid));
    }

    [Fact]
    public async Task Callbacks_beyond_the_limit_of_signature_checks_get_503()
    {
        await using var shop = new Shop();
        var slow = new Slow();
        await using var app = await CallbackApp.OpenAsync(shop, options => (options.Signature, options.MaxChecks) = (slow, 50));
        var answers = Enumerable.Range(0, 51).Select(_ => app.PostAsync("""{"request_id":"a"}""")).ToList();

        var first = await Task.WhenAny(answers).Soonish();
        slow.Answer.SetResult(true);
        answers.Remove(first);

        Assert.Equal(503, await first);
        Assert.All(await Task.WhenAll(answers).Soonish(), status => Assert.Equal(202, status));
        Assert.True(slow.MostAtOnce <= Math.Max(1, Environment.ProcessorCount / 2), $"{slow.MostAtOnce} were checked at once.");
        Assert.Equal(202, await app.PostAsync("""{"request_id":"a"}"""));
    }

    private static HeaderDictionary Headers(string id, string time, string signature) => new()
    {
        ["webhook-id"] = id,
        ["webhook-timestamp"] = time,
        ["webhook-signature"] = signature,
    };

    private static async Task<bool> IsValidAsync(
        CallbackSignature signature, HeaderDictionary headers, string body, int secondsLater = 0) =>
        await signature.IsValidAsync(
            headers, Encoding.UTF8.GetBytes(body), Then.AddSeconds(secondsLater), TimeSpan.FromMinutes(5), CancellationToken.None);

    private sealed class Slow : CallbackSignature
    {
        private int _now;
        private int _most;

        public TaskCompletionSource<bool> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int MostAtOnce => Volatile.Read(ref _most);

        public override async ValueTask<bool> IsValidAsync(
            IHeaderDictionary headers,
            ReadOnlyMemory<byte> body,
            DateTimeOffset now,
            TimeSpan tolerance,
            CancellationToken cancellationToken)
        {
            var present = Interlocked.Increment(ref _now);
            for (var most = Volatile.Read(ref _most); most < present; most = Volatile.Read(ref _most))
            {
                Interlocked.CompareExchange(ref _most, present, most);
            }

            try
            {
                return await Answer.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }
    }
}
