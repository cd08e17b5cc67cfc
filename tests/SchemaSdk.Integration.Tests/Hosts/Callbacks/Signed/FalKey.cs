using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>A private key with which tests sign callbacks as fal does.</summary>
internal sealed class FalKey(byte number)
{
    private readonly byte[] _secret = Enumerable.Repeat(number, 32).ToArray();

    public static string SetOf(params FalKey[] keys) => $$"""{"keys":[{{string.Join(',', keys.Select(key => key.Jwk()))}}]}""";

    public string Jwk(string curve = "Ed25519", string algorithm = "EdDSA")
    {
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(_secret, 0, key, 0);
        var text = Convert.ToBase64String(key).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $$"""{"kty":"OKP","crv":"{{curve}}","alg":"{{algorithm}}","use":"sig","kid":"key","x":"{{text}}"}""";
    }

    // seconds: how far the signed time is ahead of the current time; negative for a time in the past.
    public (string Name, string Value)[] Sign(string body, int seconds = 0, string requestId = "id-1")
    {
        var time = TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var text = Encoding.UTF8.GetBytes($"{requestId}\nuser\n{time}\n{hash}");
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_secret, 0, text, 0, text.Length, signature, 0);
        return [
            ("X-Fal-Webhook-Request-Id", requestId), ("X-Fal-Webhook-User-Id", "user"), ("X-Fal-Webhook-Timestamp", time),
            ("X-Fal-Webhook-Signature", Convert.ToHexStringLower(signature))];
    }
}
