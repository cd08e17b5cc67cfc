using SchemaSdk.Services.Testing;

namespace SchemaSdk.Tests.Services.Laws;

/// <summary>Runs, on the invented profile that other tests use, the tests that every profile must pass.</summary>
public sealed class OtherLaw : ServiceLaw
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    protected override ServiceProfile Profile => OtherProfile.Instance;

    protected override ServiceSamples Samples => With();

    internal static ServiceSamples With(SampleAnswer? refusedInput = null, decimal? priceUsd = null) => new()
    {
        ModelId = "acme/still",
        RequestId = Id,
        OtherRequestId = "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        Accepted = new(201, $$"""
            {
              "id": "{{Id}}",
              "state": "starting",
              "links": { "self": "https://eu.other.example/runs/{{Id}}", "cancel": "https://eu.other.example/stop/{{Id}}" }
            }
            """),
        InQueue = new(200, $$"""{"id":"{{Id}}","state":"starting"}"""),
        InProgress = new(200, $$"""{"id":"{{Id}}","state":"processing"}"""),
        Succeeded = [new(200, $$$"""{"id":"{{{Id}}}","state":"done","result":{"image":"a"}}""")],
        Output = """{"image":"a"}""",
        Failed = [new(200, $$"""{"id":"{{Id}}","state":"broken","reason":"out of memory"}""")],
        Reason = "out of memory",
        NewState = new(200, $$"""{"id":"{{Id}}","state":"paused"}"""),
        RefusedInput = refusedInput ?? new(422, """{"problem":"input","title":"prompt is too long"}"""),
        RefusedForNow = [new(429, ""), new(529, """{"problem":"busy","title":"Too many runs","retry_in_ms":1000}""")],
        Price = priceUsd is null ? null : new(200, FormattableString.Invariant($"{priceUsd}")),
        PriceUsd = priceUsd,
        UnknownRequest = new(404, """{"problem":"unknown","title":"no such run"}"""),
        Stored = new(200, """{"file":"https://eu.files.example/1","put":"https://put.files.example/1"}"""),
        Cancels =
        [
            new(new(200, $$"""{"id":"{{Id}}","state":"aborted"}"""), CancelOutcome.Canceled),
            new(new(200, $$"""{"id":"{{Id}}","state":"processing"}"""), CancelOutcome.NotCancelable),
        ],
    };
}
