using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

public class ReplicateCallbackTests
{
    private const string Body = """{"id":"id-1","status":"succeeded","output":"done","input":{"prompt":"a boat"}}""";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OldSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private readonly SignedService _service = SignedService.Replicate;

    [Fact]
    public async Task Only_the_secrets_that_are_set_are_valid_and_one_may_replace_the_other()
    {
        await using var strict = await OpenAsync(Secret);
        Assert.Equal(401, await strict.PostAsync(Body, Sign(Body, secret: OldSecret)));
        Assert.Equal(401, await strict.PostAsync(Body + " ", Sign(Body)));
        await using var app = await OpenAsync(Secret, OldSecret);
        var (one, other) = (Sign(Body), Sign(Body, secret: OldSecret));

        Assert.Equal(202, await app.PostAsync(Body, one));
        Assert.Equal(202, await app.PostAsync(Body, other));
        Assert.Equal(202, await app.PostAsync(Body, [one[0], one[1], ("webhook-signature", $"v1,AAAA {one[2].Value}")]));
    }

    [Theory]
    [InlineData("no secret", "Replicate signs its callbacks. Set ModelCallbackOptions.Secrets")]
    [InlineData("keys", "Replicate publishes no keys for checking its callbacks")]
    [InlineData("fal", "fal does not sign callbacks with a secret")]
    public async Task With_a_setting_that_does_not_fit_the_service_no_callback_is_accepted(string what, string why)
    {
        await using var app = await SignedApp.OpenAsync(
            what == "fal" ? ModelService.Fal : ModelService.Replicate,
            what == "fal" ? SignedService.Fal : _service,
            options =>
            {
                options.Secrets = what == "fal" ? [Secret] : [];
                options.KeysAddress = what == "keys" ? new Uri("https://example.com/keys") : null;
            });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => app.PostAsync(Body, Sign(Body)));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_secret_is_refused_immediately()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync("whsec_%%%"));
        await Assert.ThrowsAsync<ArgumentException>(() => SignedApp.OpenAsync(
            ModelService.Replicate,
            SignedService.Replicate,
            options => (options.Secrets, options.Signature) = ([Secret], CallbackSignature.StandardWebhooks(Secret))));
    }

    private static (string Name, string Value)[] Sign(string body, string secret = Secret)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"msg-1.{time}.{body}")));
        return [("webhook-id", "msg-1"), ("webhook-timestamp", time), ("webhook-signature", $"v1,{signature}")];
    }

    private Task<SignedApp> OpenAsync(params string[] secrets) =>
        SignedApp.OpenAsync(ModelService.Replicate, _service, options => options.Secrets = secrets);
}
