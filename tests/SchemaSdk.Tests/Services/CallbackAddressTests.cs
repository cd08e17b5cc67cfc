namespace SchemaSdk.Tests.Services;

/// <summary>
/// A submit must tell the service where to send its callback. Only the client and the service may know a secret in that address.
/// </summary>
public sealed class CallbackAddressTests : FalAndReplicateTest
{
    private const string Callback = "https://shop.example/callbacks?proof=a+b&key=%22%C3%A9/1%22";
    private const string Escaped =
        "https%3A%2F%2Fshop.example%2Fcallbacks%3Fproof%3Da%2Bb%26key%3D%2522%25C3%25A9%2F1%2522";

    public static TheoryData<string, bool, string> Refused => new()
    {
        { "/callbacks?proof=secret", true, "is not absolute: \"/callbacks\"." },
        { "/callbacks?proof=secret", false, "is not absolute: \"/callbacks\"." },
        { "http://shop.example/callbacks?proof=secret", true, "uses http for another machine" },
        { "http://shop.example/callbacks?proof=secret", false, "\"http://shop.example/callbacks\"." },
        { "ftp://user:secret@shop.example/", true, "is neither https nor http: \"ftp://shop.example/\"." },
        { "ftp://user:secret@shop.example/", false, "is neither https nor http: \"ftp://shop.example/\"." },
    };

    [Fact]
    public async Task Fal_gets_the_address_only_in_the_query_of_the_submit()
    {
        AtFal.Options.Service = new FalOptions { CallbackAddress = new Uri(Callback) };

        await RunAsync(AtFal);

        Assert.Equal(
            [
                $"POST https://queue.fal.run/acme/still?fal_webhook={Escaped}", "GET https://queue.fal.run/acme/still/requests/7/status",
                "GET https://queue.fal.run/acme/still/requests/7",
            ],
            AtFal.Calls);
        Assert.Equal("""{"prompt":"a cat"}""", AtFal.Server.Asked[0].Body);
    }

    [Fact]
    public async Task Replicate_gets_the_address_next_to_the_input()
    {
        AtReplicate.Options.Service = new ReplicateOptions { CallbackAddress = new Uri(Callback) };

        await RunAsync(AtReplicate);

        Assert.Equal(
            ["POST https://api.replicate.com/v1/models/acme/still/predictions", "GET https://api.replicate.com/v1/predictions/7"],
            AtReplicate.Calls);
        Assert.Equal(
            $$$"""{"input":{"prompt":"a cat"},"webhook":"{{{Callback}}}","webhook_events_filter":["completed"]}""",
            AtReplicate.Server.Asked[0].Body);
    }

    [Fact]
    public async Task A_version_of_a_model_keeps_its_place_in_the_body()
    {
        AtReplicate.Server.Answers(201, """{"id":"7","status":"starting"}""");

        await AtReplicate.SubmitAsync(
            "acme/still:5c7d", new RunOptions { Service = new ReplicateOptions { CallbackAddress = new Uri("http://localhost:5000/") } });

        Assert.Equal(
            """{"version":"5c7d","input":1,"webhook":"http://localhost:5000/","webhook_events_filter":["completed"]}""",
            AtReplicate.Server.Asked[0].Body);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_unsafe_or_relative_callback_address_is_refused_before_anything_is_sent(string address, bool isFal, string said)
    {
        var callback = new Uri(address, UriKind.RelativeOrAbsolute);
        ServiceOptions service = isFal
            ? new FalOptions { CallbackAddress = callback }
            : new ReplicateOptions { CallbackAddress = callback };
        var stage = isFal ? AtFal : AtReplicate;

        var ofRun = await Assert.ThrowsAsync<ArgumentException>(
            () => stage.SubmitAsync("acme/still", new RunOptions { Service = service }));
        using var other = new ServiceStage(isFal ? ModelService.Fal.Profile : ModelService.Replicate.Profile);
        other.Options.Service = service;
        var ofClient = Assert.Throws<ArgumentException>(() => other.Client);

        Assert.StartsWith("CallbackAddress ", ofRun.Message, StringComparison.Ordinal);
        Assert.Contains(said, ofRun.Message, StringComparison.Ordinal);
        Assert.Equal(ofRun.Message, ofClient.Message);
        Assert.DoesNotContain("secret", ofRun.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Asked);
    }

    [Fact]
    public async Task A_secret_in_the_address_is_in_no_message_and_in_no_log()
    {
        var log = new ListLog();
        AtFal.Options.LoggerFactory = log;
        AtFal.Options.Service = new FalOptions { CallbackAddress = new Uri("https://shop.example/callbacks?proof=secret") };
        AtFal.Server.Answers(429, "", retryAfter: 1);
        AtFal.Server.Breaks();

        var error = await Soon.Throws<ModelSubmissionUnknownException>(AtFal.Client.Still.SubmitAsync("a cat"));

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain("secret", $"{error} {string.Join('\n', log.Lines)} {AtFal.Options.Service}", StringComparison.Ordinal);
    }

    private static Task<ModelResult<JsonElement>> RunAsync(ServiceStage stage, RunOptions? options = null)
    {
        stage.Server.Answers(200, """{"request_id":"7","id":"7","status":"starting"}""");
        if (stage.Client.Calls.Access.Settings.Service == ModelService.Fal.Profile)
        {
            stage.Server.Answers((200, """{"status":"COMPLETED"}"""), (200, "1"));
        }
        else
        {
            stage.Server.Answers(200, """{"id":"7","status":"succeeded","output":1}""");
        }

        return Soon.Async(stage.Client.Still.RunAsync("a cat", options));
    }
}
