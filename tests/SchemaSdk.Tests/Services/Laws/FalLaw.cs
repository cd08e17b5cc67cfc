using SchemaSdk.Services.Testing;

namespace SchemaSdk.Tests.Services.Laws;

/// <summary>Runs, on the profile of fal, the tests that every profile must pass.</summary>
public sealed class FalLaw : ServiceLaw
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string Job = $"https://queue.fal.run/acme/still/requests/{Id}";

    protected override ServiceProfile Profile => ModelService.Fal.Profile;

    protected override ServiceSamples Samples { get; } = new()
    {
        ModelId = "acme/still/fast",
        Options = new FalOptions { CallbackAddress = new Uri("https://shop.example/callbacks?a=1&b=%22#c") },
        RequestId = Id,
        OtherRequestId = "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        Accepted = new(200, $$"""
            {
              "status": "IN_QUEUE",
              "request_id": "{{Id}}",
              "response_url": "{{Job}}",
              "status_url": "{{Job}}/status",
              "cancel_url": "{{Job}}/cancel",
              "queue_position": 0
            }
            """),
        InQueue = new(202, $$"""{"status":"IN_QUEUE","request_id":"{{Id}}","queue_position":2}"""),
        InProgress = new(202, $$"""{"status":"IN_PROGRESS","request_id":"{{Id}}","logs":[]}"""),
        Succeeded =
        [
            new(200, $$$"""{"status":"COMPLETED","request_id":"{{{Id}}}","metrics":{"inference_time":3.7}}"""),
            new(200, """{"image":"a"}"""),
        ],
        Output = """{"image":"a"}""",
        Failed =
        [
            new(200, $$"""{"status":"COMPLETED","request_id":"{{Id}}"}"""),
            new(500, """{"detail":[{"loc":["body"],"msg":"out of memory","type":"downstream_service_error"}]}"""),
        ],
        Reason = "out of memory",
        NewState = new(202, $$"""{"status":"PAUSED","request_id":"{{Id}}"}"""),
        RefusedInput = new(422, """{"detail":[{"loc":["body","prompt"],"msg":"prompt is too long","type":"string_too_long"}]}"""),
        RefusedForNow = [new(429, """{"detail":"queue is full","error_type":"concurrent_requests_limit"}""") { RetryAfter = "7" }],
        UnknownRequest = new(404, """{"status":"NOT_FOUND"}"""),
        Stored = new(200, """
            {"upload_url":"https://v3.fal.media/files/upload/a?key=secret","file_url":"https://v3.fal.media/files/a/file.png"}
            """),
        Cancels =
        [
            new(new(200, """{"status":"OK"}"""), CancelOutcome.Canceled),
            new(new(200, """{"success":true}"""), CancelOutcome.Canceled),
            new(new(200, """{"status":"CANCELLATION_REQUESTED"}"""), CancelOutcome.Unconfirmed),
            new(new(202, """{"status":"CANCELLATION_REQUESTED"}"""), CancelOutcome.Unconfirmed),
            new(new(400, """{"status":"ALREADY_COMPLETED"}"""), CancelOutcome.NotCancelable),
        ],
    };
}
