using SchemaSdk.Tests.Bench;
using SchemaSdk.Tests.Submitting.Guarding;

namespace SchemaSdk.Tests.Services;

/// <summary>A profile says how much its service takes, and when it takes nothing.</summary>
public sealed class OtherLimitsTests
{
    private readonly ModelClientOptions _options = new() { TimeProvider = new FakeTime { SkipsDelays = true } };

    [Fact]
    public void Limits_that_are_not_set_are_those_of_the_service()
    {
        using var client = Client(new OtherServer());

        Assert.Equal((1L << 10, 1L << 11, 1L << 12, 1L << 13), Sizes(client));
        Assert.Equal(5, client.Calls.Line.Settings.RequestsPerSecond);
    }

    [Fact]
    public void Limits_that_are_set_hold_for_every_service()
    {
        _options.Uploads.MaxRequestBytes = 64L << 20;
        _options.Uploads.MaxImageBytes = 6L << 20;
        _options.Polling.RequestsPerSecond = 50;

        using var client = Client(new OtherServer());

        Assert.Equal((6L << 20, 64L << 20), (client.UploadLimits.Image, client.UploadLimits.Request));
        Assert.Equal(50, client.Calls.Line.Settings.RequestsPerSecond);
    }

    [Fact]
    public void Limits_that_a_binder_has_read_and_written_back_are_not_set()
    {
        (_options.Uploads.MaxImageBytes, _options.Uploads.MaxVideoBytes) = (_options.Uploads.MaxImageBytes, _options.Uploads.MaxVideoBytes);
        _options.Polling.RequestsPerSecond = _options.Polling.RequestsPerSecond;

        using var client = Client(new OtherServer());

        Assert.Equal((1L << 10, 1L << 11, 1L << 12, 1L << 13), Sizes(client));
        Assert.Equal(5, client.Calls.Line.Settings.RequestsPerSecond);
    }

    [Fact]
    public async Task A_not_now_that_only_the_service_can_read_is_kept_for_a_handler_that_asks_again()
    {
        var server = new OtherServer();
        server.Answers(529, """{"problem":"busy","title":"Too many runs","retry_in_ms":1000}""");
        server.Answers(201, """{"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","state":"starting"}""");
        using var client = Client(new CopyingHandler(new ModelSubmitGuard(server)));

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(("3f2504e0-4f89-41d3-9a0c-0305e82c3301", 2), (job.RequestId, server.Asked.Count));
    }

    private static (long Image, long Video, long Audio, long Request) Sizes(TestClient client) => (
        client.UploadLimits.Image, client.UploadLimits.Video, client.UploadLimits.Audio, client.UploadLimits.Request);

    private TestClient Client(HttpMessageHandler server) => new(
        OtherProfile.Instance,
        new HttpClient(server) { Timeout = Timeout.InfiniteTimeSpan },
        _options,
        ("OTHER_KEY", "key-0123456789"));
}
