using SchemaSdk.Services.Testing;

namespace SchemaSdk.Tests.Services.Laws;

/// <summary>Runs, on the profile of Replicate, the tests that every profile must pass.</summary>
public sealed class ReplicateLaw : ServiceLaw
{
    private const string Id = "ufawqhfynnddngldkgtslldrkq";

    protected override ServiceProfile Profile => ModelService.Replicate.Profile;

    protected override ServiceSamples Samples { get; } = new()
    {
        ModelId = "acme/still",
        Options = new ReplicateOptions { CallbackAddress = new Uri("https://shop.example/callbacks?a=1&b=%22#c") },
        RequestId = Id,
        OtherRequestId = "gm3qorzdhgbfurvjtvhg6dckhu",
        Accepted = new(201, $$"""
            {
              "id": "{{Id}}",
              "model": "acme/still",
              "version": "hidden",
              "status": "starting",
              "input": { "prompt": "A kite." },
              "created_at": "2026-01-02T03:04:05.678Z",
              "urls": {
                "get": "https://api.replicate.com/v1/predictions/{{Id}}",
                "cancel": "https://api.replicate.com/v1/predictions/{{Id}}/cancel"
              }
            }
            """),
        InQueue = new(200, Prediction("starting")),
        InProgress = new(200, Prediction("processing")),
        Succeeded = [new(200, Prediction("succeeded", ""","output":["https://replicate.delivery/a.png"]"""))],
        Output = """["https://replicate.delivery/a.png"]""",
        Failed = [new(200, Prediction("failed", ""","error":"out of memory","output":null"""))],
        Reason = "out of memory",
        NewState = new(200, Prediction("paused")),
        RefusedInput = new(422, """{"title":"Input validation failed","detail":"- input: prompt is too long","status":422}"""),
        RefusedForNow =
        [
            new(429, ""),
            new(429, """{"detail":"Request was throttled. Your rate limit resets in ~10s.","status":429,"retry_after":10}"""),
        ],
        UnknownRequest = new(404, """{"detail":"The requested resource could not be found.","status":404}"""),
        Stored = new(201, """{"id":"a","name":"file.png","urls":{"get":"https://api.replicate.com/v1/files/a"}}"""),
        Cancels =
        [
            new(new(200, Prediction("canceled")), CancelOutcome.Canceled),
            new(new(200, Prediction("aborted")), CancelOutcome.Canceled),
            new(new(200, Prediction("processing")), CancelOutcome.Unconfirmed),
            new(new(200, Prediction("succeeded", ""","output":"a" """)), CancelOutcome.NotCancelable),
            new(new(200, Prediction("failed")), CancelOutcome.NotCancelable),
        ],
    };

    private static string Prediction(string status, string more = "") =>
        $$"""{"id":"{{Id}}","model":"acme/still","status":"{{status}}"{{more}}}""";
}
