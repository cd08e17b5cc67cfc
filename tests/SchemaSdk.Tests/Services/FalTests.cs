namespace SchemaSdk.Tests.Services;

/// <summary>A fal client must follow fal's protocol from the submit to the end of a job.</summary>
public sealed class FalTests() : ServiceTest(ModelService.Fal.Profile)
{
    private const string Id = "764cabcf-b745-4b3e-ae38-1200304cf45b";
    private const string At = $"https://queue.fal.run/acme/still/requests/{Id}";
    private const string Accepted = $$"""
        {
          "request_id":"{{Id}}", "queue_position":2,
          "response_url":"{{At}}/response", "status_url":"{{At}}/status", "cancel_url":"{{At}}/cancel"
        }
        """;

    private const string Done = """{"status":"COMPLETED","metrics":{"inference_time":3.7}}""";

    private ModelJob<System.Text.Json.JsonElement> Job => Stage.Client.Still.Attach(Id);

    [Theory]
    [InlineData("""{"images":[{"url":"https://v3.fal.media/a.png"}],"status":"IN_QUEUE","error":"none","request_id":"other"}""")]
    [InlineData("[1,2]")]
    [InlineData("\"a text\"")]
    [InlineData("false")]
    public async Task A_job_runs_from_the_submit_to_its_bare_output(string output)
    {
        Server.Answers(
            (200, Accepted), (202, """{"status":"IN_QUEUE","queue_position":1}"""), (202, """{"status":"IN_PROGRESS","logs":null}"""),
            (200, Done), (200, output));

        var result = await Soon.Async(Stage.Client.Still.RunAsync("a cat"));

        Assert.Equal((output, Id), (result.Output.GetRawText(), result.RequestId));
        Assert.Equal(
            ["POST https://queue.fal.run/acme/still", .. Enumerable.Repeat($"GET {At}/status", 3), $"GET {At}/response"], Stage.Calls);
        Assert.Equal("""{"prompt":"a cat"}""", Server.Asked[0].Body);
        Assert.All(Server.Asked, asked => Assert.Equal($"Key {ServiceStage.Token}", asked.Authorization));
    }

    [Theory]
    [InlineData("fal-ai/flux", "fal-ai/flux", "fal-ai/flux")]
    [InlineData("fal-ai/flux/dev/image to image", "fal-ai/flux/dev/image%20to%20image", "fal-ai/flux")]
    [InlineData("workflows/acme/film/v2", "workflows/acme/film/v2", "workflows/acme/film")]
    [InlineData("comfy/acme/film", "comfy/acme/film", "comfy/acme/film")]
    public async Task The_addresses_of_a_job_drop_the_path_after_the_app(string modelId, string sent, string app)
    {
        Server.Answers((200, $$"""{"request_id":"{{Id}}"}"""), (200, Done), (200, "1"), (202, """{"status":"CANCELLATION_REQUESTED"}"""));

        var job = await Stage.SubmitAsync(modelId);
        await Soon.Async(job.WaitAsync());
        await Soon.Async(Stage.Client.Attach(modelId, Id).CancelAsync());

        var requests = $"https://queue.fal.run/{app}/requests/{Id}";
        Assert.Equal(
            [$"POST https://queue.fal.run/{sent}", $"GET {requests}/status", $"GET {requests}", $"PUT {requests}/cancel"],
            Server.Asked.Select(static asked => asked.Call.Replace(" to ", "%20to%20", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_state_may_go_back()
    {
        Server.Answers(202, """{"status":"IN_PROGRESS"}""");
        Server.Streams("");
        Server.Answers(202, """{"status":"IN_QUEUE","queue_position":0}""");
        Server.Streams("");
        Server.Answers((200, Done), (202, """{"status":"IN_QUEUE","queue_position":0}"""));
        Server.Streams("");
        Server.Answers((200, Done), (200, "1"));

        var statuses = await Soon.Async(Job.WatchAsync().ToListAsync().AsTask());

        Assert.Equal([JobState.InProgress, JobState.InQueue, JobState.Succeeded], statuses.Select(static status => status.State));
    }
}
