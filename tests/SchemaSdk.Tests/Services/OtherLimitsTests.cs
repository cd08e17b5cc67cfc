using SchemaSdk.Tests.Bench;
using SchemaSdk.Tests.Submitting.Guarding;

namespace SchemaSdk.Tests.Services;

/// <summary>The limits of a service must come from its profile.</summary>
public sealed class OtherLimitsTests
{
    private readonly ModelClientOptions _options = new() { TimeProvider = new FakeTime { SkipsDelays = true } };

    [Fact]
    public void Limits_that_are_unset_are_those_of_the_service()
    {
        using var client = Client(new OtherServer());

        var sizes = client.UploadLimits;
        Assert.Equal((1L << 10, 1L << 11, 1L << 12, 1L << 13), (sizes.Image, sizes.Video, sizes.Audio, sizes.Request));
        Assert.Equal(5, client.Calls.Line.Settings.RequestsPerSecond);
    }

    [Fact]
    public void Limits_that_are_set_apply_to_every_service()
    {
        _options.Uploads.MaxRequestBytes = 64L << 20;
        _options.Uploads.MaxImageBytes = 6L << 20;
        _options.Polling.RequestsPerSecond = 50;

        using var client = Client(new OtherServer());

        Assert.Equal((6L << 20, 64L << 20), (client.UploadLimits.Image, client.UploadLimits.Request));
        Assert.Equal(50, client.Calls.Line.Settings.RequestsPerSecond);
    }

    [Fact]
    public async Task A_handler_may_resend_after_a_busy_answer_that_only_the_profile_recognizes()
    {
        var server = new OtherServer();
        server.Answers(529, """{"problem":"busy","title":"Too many runs","retry_in_ms":1000}""");
        server.Answers(201, """{"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","state":"starting"}""");
        using var client = Client(new CopyingHandler(new ModelSubmitGuard(server)));

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(("3f2504e0-4f89-41d3-9a0c-0305e82c3301", 2), (job.RequestId, server.Asked.Count));
    }

    private TestClient Client(HttpMessageHandler server) => new(
        OtherProfile.Instance,
        new HttpClient(server) { Timeout = Timeout.InfiniteTimeSpan },
        _options,
        ("OTHER_KEY", "key-0123456789"));
}
