using SchemaSdk.Services.Testing;

namespace SchemaSdk.Tests.Services.Laws;

/// <summary>Runs, on the profile of RunComfy, the tests that every profile must pass.</summary>
public sealed class RunComfyLaw : ServiceLaw
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    protected override ServiceProfile Profile => ModelService.RunComfy.Profile;

    protected override ServiceSamples Samples { get; } = new()
    {
        ModelId = "acme/still",
        RequestId = Id,
        OtherRequestId = "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        Accepted = new(200, $$"""
            {
              "request_id": "{{Id}}",
              "status_url": "https://model-api.runcomfy.net/v1/requests/{{Id}}/status",
              "result_url": "https://model-api.runcomfy.net/v1/requests/{{Id}}/result"
            }
            """),
        InQueue = new(200, $$"""{"request_id":"{{Id}}","status":"in_queue","queue_position":2}"""),
        InProgress = new(200, $$"""{"request_id":"{{Id}}","status":"in_progress"}"""),
        Succeeded =
        [
            new(200, $$"""{"request_id":"{{Id}}","status":"completed"}"""),
            new(200, $$$"""
                {"request_id":"{{{Id}}}","status":"succeeded","created_at":"2026-01-02T03:04:05Z","cost":"0.3","output":{"image":"a"}}
                """),
        ],
        Output = """{"image":"a"}""",
        Failed =
        [
            new(200, $$"""{"request_id":"{{Id}}","status":"completed"}"""),
            new(200, $$"""{"request_id":"{{Id}}","status":"failed","error":"out of memory"}"""),
        ],
        Reason = "out of memory",
        NewState = new(200, $$"""{"request_id":"{{Id}}","status":"paused"}"""),
        RefusedInput = new(422, """{"error_code":422001,"error_message":"prompt is too long"}"""),
        RefusedForNow =
        [
            new(429, ""),
            new(503, """{"error_code":503001,"error_message":"busy"}""") { RetryAfter = "7" },
        ],
        UnknownRequest = new(404, """{"error_code":404001,"error_message":"no such request"}"""),
        Cancels =
        [
            new(new(202, $$"""{"request_id":"{{Id}}","status":"completed","outcome":"cancelled"}"""), CancelOutcome.Canceled),
            new(new(202, $$"""{"request_id":"{{Id}}","status":"completed","outcome":"not_cancellable"}"""), CancelOutcome.NotCancelable),
            new(new(202, $$"""{"request_id":"{{Id}}","status":"completed"}"""), CancelOutcome.Unconfirmed),
        ],
    };
}
