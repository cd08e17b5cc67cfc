namespace SchemaSdk.Tests.Services;

/// <summary>A Replicate client must follow Replicate's protocol from the submit to the end of a job.</summary>
public sealed class ReplicateTests() : ServiceTest(ModelService.Replicate.Profile)
{
    private const string Id = "ufawqhfynnddngldkgtslldrkq";
    private const string At = $"https://api.replicate.com/v1/predictions/{Id}";
    private const string Version = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    private ModelJob<System.Text.Json.JsonElement> Job => Stage.Client.Still.Attach(Id);

    [Fact]
    public async Task A_job_runs_from_the_submit_to_its_output()
    {
        var links = $$""","urls":{"get":"{{At}}?a=1","cancel":"{{At}}/cancel"}""";
        Server.Answers((201, Prediction("starting", links)), (200, Prediction("processing")));
        Server.Answers(200, Prediction(
            "succeeded",
            """
            ,"output":["https://replicate.delivery/a.png"],
            "completed_at":"2026-01-02T03:04:09.5Z","created_at":"2026-01-02T03:04:05Z"
            """));

        var result = await Soon.Async(Stage.Client.Still.RunAsync("a cat"));

        Assert.Equal(("""["https://replicate.delivery/a.png"]""", Id), (result.Output.GetRawText(), result.RequestId));
        Assert.Equal(TimeSpan.FromSeconds(4.5), result.FinishedAt - result.CreatedAt);
        Assert.Equal(
            ["POST https://api.replicate.com/v1/models/acme/still/predictions", $"GET {At}?a=1", $"GET {At}?a=1"], Stage.Calls);
        Assert.Equal("""{"input":{"prompt":"a cat"}}""", Server.Asked[0].Body);
        Assert.All(Server.Asked, asked => Assert.Equal($"Bearer {ServiceStage.Token}", asked.Authorization));
    }

    [Theory]
    [InlineData("acme/still", "models/acme/still/predictions", """{"input":1}""")]
    [InlineData("deployments/acme/fast still", "deployments/acme/fast%20still/predictions", """{"input":1}""")]
    [InlineData($"acme/still:{Version}", "predictions", $$"""{"version":"{{Version}}","input":1}""")]
    [InlineData($"acme/still/versions/{Version}", "predictions", $$"""{"version":"{{Version}}","input":1}""")]
    public async Task The_id_of_a_model_decides_where_its_input_goes(string modelId, string path, string body)
    {
        Server.Answers(201, Prediction("starting"));

        await Stage.SubmitAsync(modelId);

        Assert.Equal(
            ($"POST https://api.replicate.com/v1/{path}", body),
            (Server.Asked[0].Call.Replace("fast still", "fast%20still", StringComparison.Ordinal), Server.Asked[0].Body));
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("aborted")]
    public async Task A_prediction_that_was_canceled_or_never_started_is_canceled(string status)
    {
        Server.Answers(200, Prediction(status));

        Assert.Equal(Id, (await Soon.Throws<ModelCanceledException>(Job.WaitAsync())).RequestId);
    }

    [Fact]
    public async Task A_removed_output_is_an_error_and_not_an_empty_success()
    {
        Server.Answers(200, Prediction("succeeded", ""","output":null,"data_removed":true"""));

        var error = await Soon.Throws<ModelFailedException>(Job.WaitAsync());

        Assert.Equal(Id, error.RequestId);
        Assert.Contains("the output of the job has been removed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("1.5", 1.5)]
    public async Task A_delay_in_the_body_is_respected(string written, double seconds)
    {
        Server.Answers(429, $$"""{"detail":"Request was throttled.","status":429,"retry_after":{{written}}}""");
        Server.Answers(201, Prediction("starting"));
        var start = Stage.Time.GetUtcNow();

        await Stage.SubmitAsync("acme/still");

        Assert.Equal(TimeSpan.FromSeconds(seconds), Stage.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_refusal_has_the_title_and_the_detail_of_the_problem()
    {
        Server.Answers(402, """{"title":"Insufficient credit","detail":"Buy credit.","status":402,"type":"about:blank"}""");

        var error = await Soon.Throws<ModelApiException>(Stage.Client.Still.SubmitAsync("a cat"));

        Assert.Contains("HTTP 402: Insufficient credit: Buy credit. No job was started.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, """{"detail":"Internal","status":500}""")]
    [InlineData(200, """{"status":"succeeded","output":1}""")]
    public async Task A_failed_read_is_repeated(int status, string body)
    {
        Server.Answers((status, body), (200, Prediction("succeeded", ""","output":7""")));

        Assert.Equal(7, (await Soon.Async(Job.WaitAsync())).Output.GetInt32());
    }

    private static string Prediction(string status, string more = "") =>
        $$"""{"id":"{{Id}}","model":"acme/still","version":"hidden","status":"{{status}}"{{more}}}""";
}
