using SchemaSdk.Services;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Services;

/// <summary>Some services answer every call with HTTP 200, and put the real status into the body.</summary>
public sealed class BusySuccessTests : IDisposable
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private readonly OtherServer _server = new();
    private readonly TestClient _client;

    public BusySuccessTests() => _client = new TestClient(
        new Busy(), new HttpClient(_server), new() { TimeProvider = new FakeTime { SkipsDelays = true } }, ("OTHER_KEY", "key-0123456789"));

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_refusal_for_now_in_a_success_is_retried()
    {
        _server.Answers(200, """{"problem":"busy","title":"Too many runs","retry_in_ms":1000}""");
        _server.Answers(201, $$"""{"id":"{{Id}}","state":"starting"}""");

        var job = await Soon.Async(_client.Still.SubmitAsync("a cat"));

        Assert.Equal((Id, 2), (job.RequestId, _server.Asked.Count));
    }

    [Theory]
    [InlineData($$"""{"id":"{{Id}}","problem":"busy"}""")]
    [InlineData($$"""{"id":"{{Id}}","state":"starting"}""")]
    public async Task A_success_with_a_request_id_is_an_acceptance(string body)
    {
        _server.Answers(200, body);

        Assert.Equal(Id, (await Soon.Async(_client.Still.SubmitAsync("a cat"))).RequestId);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Another_refusal_in_a_success_is_final()
    {
        _server.Answers(200, """{"problem":"credit","title":"No credit left"}""");

        Assert.Equal("credit", (await Soon.Throws<ModelApiException>(_client.Still.SubmitAsync("a cat"))).ErrorCode);
        Assert.Single(_server.Asked);
    }

    private sealed class Busy : OtherProfile
    {
        public override bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) => body?.ErrorCode == "busy";
    }
}
