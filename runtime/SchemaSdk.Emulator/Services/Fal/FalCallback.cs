using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>The callbacks of fal's queue, and the public key that verifies their signatures.</summary>
/// <remarks>
/// These facts are from fal's documentation: the query, the members of the body, the headers, and the signed text. The following is
/// assumed: a cancelled job also sends a callback, and <c>error</c> contains only the status of the result.
/// </remarks>
internal static class FalCallback
{
    private const string User = "emulator";

    // The private key need not be secret, because it signs only the callbacks of emulators.
    private static readonly byte[] Secret = SHA256.HashData(Encoding.UTF8.GetBytes(User));

    public static Uri? AddressIn(ServiceRequest request) => SubmittedInput.AddressOf(request.Query("fal_webhook"));

    public static EmulatedCallback Of(EmulatedJob job, EmulatedState state)
    {
        var body = new JsonObject { ["request_id"] = job.Id, ["gateway_request_id"] = job.Id };
        if (job.Phase == JobPhase.Succeeded)
        {
            (body["status"], body["payload"]) = ("OK", state.OutputOf(job));
        }
        else
        {
            var result = FalError.Of(job);
            body["status"] = "ERROR";
            body["error"] = string.Create(CultureInfo.InvariantCulture, $"Invalid status code: {result.StatusCode}");
            body["payload"] = JsonNode.Parse(result.Body.Span);
        }

        return Signed(EmulatedCallback.Json(body), job, state.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Answers with the JSON Web Key Set. fal itself serves it from another host.</summary>
    public static ServiceAnswer Keys()
    {
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(Secret, 0, key, 0);
        return ServiceAnswer.Json(200, new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "OKP",
                ["crv"] = "Ed25519",
                ["use"] = "sig",
                ["x"] = Convert.ToBase64String(key).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            }),
        });
    }

    private static EmulatedCallback Signed(EmulatedCallback callback, EmulatedJob job, string time)
    {
        var hash = Convert.ToHexString(SHA256.HashData(callback.Body.Span)).ToLowerInvariant();
        var text = Encoding.UTF8.GetBytes($"{job.Id}\n{User}\n{time}\n{hash}");
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(Secret, 0, text, 0, text.Length, signature, 0);
        return callback
            .With("X-Fal-Webhook-Request-Id", job.Id)
            .With("X-Fal-Webhook-User-Id", User)
            .With("X-Fal-Webhook-Timestamp", time)
            .With("X-Fal-Webhook-Signature", Convert.ToHexString(signature).ToLowerInvariant());
    }
}
