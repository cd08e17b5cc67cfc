using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>The callbacks of Replicate, and the secret with which they are signed.</summary>
/// <remarks>
/// These facts are from Replicate's clients: the members of a submit, the body, the headers, and the signed text. The emulator sends only
/// the event <c>completed</c>.
/// </remarks>
internal static class PredictionCallback
{
    // This secret can be public, because it signs only the callbacks of emulators.
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("the secret of every emulator");

    public static Uri? AddressIn(JsonElement body) =>
        body.TryGetProperty("webhook", out var address) && address.ValueKind == JsonValueKind.String && WantsEnd(body)
            ? SubmittedInput.AddressOf(address.GetString())
            : null;

    public static EmulatedCallback Of(EmulatedJob job, EmulatedState state)
    {
        var callback = EmulatedCallback.Json(Prediction.Of(job, state));
        var (id, time) = ($"msg_{job.Id}", state.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        byte[] text = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. callback.Body.Span];
        return callback
            .With("webhook-id", id)
            .With("webhook-timestamp", time)
            .With("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Key, text))}");
    }

    /// <summary>Answers with the secret of the account.</summary>
    public static ServiceAnswer Secret() =>
        ServiceAnswer.Json(200, new JsonObject { ["key"] = $"whsec_{Convert.ToBase64String(Key)}" });

    // A submit without a filter requests every event.
    private static bool WantsEnd(JsonElement body) =>
        !body.TryGetProperty("webhook_events_filter", out var events)
        || (events.ValueKind == JsonValueKind.Array
            && events.EnumerateArray().Any(static name => name.ValueKind == JsonValueKind.String && name.ValueEquals("completed")));
}
