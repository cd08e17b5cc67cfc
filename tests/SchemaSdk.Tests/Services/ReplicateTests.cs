using SchemaSdk.Services.Known;

namespace SchemaSdk.Tests.Services;

/// <summary>A client of Replicate must follow its protocol from the submit to the end of a job.</summary>
public sealed class ReplicateTests : IDisposable
{
    private const string Id = "ufawqhfynnddngldkgtslldrkq";
    private const string At = $"https://api.replicate.com/v1/predictions/{Id}";
    private const string Version = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    private readonly ServiceStage _stage = new(KnownServices.Replicate);

    public void Dispose() => _stage.Dispose();

    private OtherServer Server => _stage.Server;

    private ModelJob<System.Text.Json.JsonElement> Job => _stage.Client.Still.Attach(Id);

    [Fact]
    public async Task A_job_runs_from_the_submit_to_its_output()
    {
        var links = $$""","urls":{"get":"{{At}}?a=1","cancel":"{{At}}/cancel"}""";
        Server.Answers(201, Prediction("starting", links));
        Server.Answers(200, Prediction("processing"));
        Server.Answers(200, Prediction(
            "succeeded",
            """
            ,"output":["https://replicate.delivery/a.png"],
            "completed_at":"2026-01-02T03:04:09.5Z","created_at":"2026-01-02T03:04:05Z"
            """));

        var result = await Soon.Async(_stage.Client.Still.RunAsync("a cat"));

        Assert.Equal(("""["https://replicate.delivery/a.png"]""", Id), (result.Output.GetRawText(), result.RequestId));
        Assert.Equal(TimeSpan.FromSeconds(4.5), result.FinishedAt - result.CreatedAt);
        Assert.Equal(
            ["POST https://api.replicate.com/v1/models/acme/still/predictions", $"GET {At}?a=1", $"GET {At}?a=1"], _stage.Calls);
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

        await _stage.SubmitAsync(modelId);

        Assert.Equal(
            ($"POST https://api.replicate.com/v1/{path}", body),
            (Server.Asked[0].Call.Replace("fast still", "fast%20still", StringComparison.Ordinal), Server.Asked[0].Body));
    }

    [Theory]
    [InlineData("still")]
    [InlineData("acme/still/fast")]
    [InlineData("acme/still:")]
    [InlineData("acme/:7")]
    [InlineData("a:b/still")]
    [InlineData("acme/still:7\",\"webhook\":\"x")]
    [InlineData("acme/still/versions/a b")]
    [InlineData("deployments/acme/still:7")]
    [InlineData("acme/..")]
    public async Task A_model_id_of_another_form_is_refused(string modelId)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _stage.SubmitAsync(modelId));

        Assert.Empty(Server.Asked);
    }

    [Theory]
    [InlineData("https://thief.example")]
    [InlineData("https://stream.replicate.com")]
    [InlineData("https://api.replicate.com:8443")]
    [InlineData("https://user@api.replicate.com")]
    public async Task An_address_at_another_host_never_gets_the_token(string host)
    {
        Server.Answers(201, Prediction("starting", $$""","urls":{"get":"{{host}}/x","cancel":"{{host}}/y"}"""));
        Server.Answers(200, Prediction("canceled"));
        var job = await _stage.SubmitAsync("acme/still");

        await Soon.Async(job.CancelAsync());

        Assert.Equal($"POST {At}/cancel", _stage.Calls[1]);
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
    public async Task A_failure_has_the_reason()
    {
        Server.Answers(200, Prediction("failed", ""","error":"CUDA out of memory","output":null"""));

        Assert.Contains(
            "CUDA out of memory", (await Soon.Throws<ModelFailedException>(Job.WaitAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_output_is_an_error_and_not_an_empty_success()
    {
        Server.Answers(200, Prediction("succeeded", ""","output":null,"data_removed":true"""));

        var error = await Soon.Throws<ModelFailedException>(Job.WaitAsync());

        Assert.Equal(Id, error.RequestId);
        Assert.Contains("has removed its output", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canceled", CancelOutcome.Canceled)]
    [InlineData("aborted", CancelOutcome.Canceled)]
    [InlineData("succeeded", CancelOutcome.NotCancelable)]
    [InlineData("failed", CancelOutcome.NotCancelable)]
    [InlineData("processing", CancelOutcome.Unconfirmed)]
    public async Task A_cancel_has_the_outcome_of_the_prediction_that_comes_back(string status, CancelOutcome outcome)
    {
        Server.Answers(200, Prediction(status));

        Assert.Equal(outcome, await Soon.Async(Job.CancelAsync()));
        Assert.Equal([$"POST {At}/cancel"], _stage.Calls);
    }

    [Fact]
    public async Task A_delay_in_the_body_is_respected()
    {
        Server.Answers(429, """{"detail":"Request was throttled. It resets in ~10s.","status":429,"retry_after":10}""");
        Server.Answers(201, Prediction("starting"));
        var start = _stage.Time.GetUtcNow();

        await _stage.SubmitAsync("acme/still");

        Assert.Equal(TimeSpan.FromSeconds(10), _stage.Time.GetUtcNow() - start);
    }

    [Theory]
    [InlineData(503, """{"title":"Unavailable","detail":"Try later","status":503}""")]
    [InlineData(503, "<html>")]
    [InlineData(502, """{"id":"ufawqhfynnddngldkgtslldrkq"}""")]
    [InlineData(201, """{"status":"starting"}""")]
    [InlineData(201, """{"title":"No","detail":"No","status":422}""")]
    [InlineData(0, "")]
    public async Task A_submit_without_a_clear_answer_is_unknown_and_sent_once(int status, string body)
    {
        if (status == 0)
        {
            Server.Breaks();
        }
        else
        {
            Server.Answers(status, body, retryAfter: 1);
        }

        var error = await Soon.Throws<ModelSubmissionUnknownException>(_stage.Client.Still.SubmitAsync("a cat"));

        Assert.Contains("the predictions page", error.Message, StringComparison.Ordinal);
        Assert.Single(Server.Asked);
    }

    [Fact]
    public async Task A_refusal_has_the_title_and_the_detail_of_the_problem()
    {
        Server.Answers(402, """{"title":"Insufficient credit","detail":"Buy credit.","status":402,"type":"about:blank"}""");

        var error = await Soon.Throws<ModelApiException>(_stage.Client.Still.SubmitAsync("a cat"));

        Assert.Contains("HTTP 402: Insufficient credit: Buy credit. Nothing runs.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"title":"Not found","detail":"The prediction does not exist.","status":404}""", true)]
    [InlineData("""{"detail":"Not Found"}""", false)]
    [InlineData("""{"detail":"Not Found","status":502}""", false)]
    [InlineData("<html>", false)]
    public async Task Only_Replicate_itself_says_that_a_request_is_unknown(string body, bool isUnknown)
    {
        Server.Answers(404, body);

        Assert.Equal(isUnknown, (await Soon.Throws<ModelApiException>(Job.WaitAsync())).IsUnknownRequest);
    }

    [Theory]
    [InlineData(503, "<html>")]
    [InlineData(500, """{"detail":"Internal","status":500}""")]
    [InlineData(200, """{"status":"succeeded","output":1}""")]
    [InlineData(200, """{"id":"other","status":"failed"}""")]
    [InlineData(200, "<html>")]
    public async Task A_failed_read_is_repeated(int status, string body)
    {
        Server.Answers(status, body);
        Server.Answers(200, Prediction("succeeded", ""","output":7"""));

        Assert.Equal(7, (await Soon.Async(Job.WaitAsync())).Output.GetInt32());
    }

    [Theory]
    [InlineData("https://relay.example/v1")]
    [InlineData("https://relay.example")]
    public async Task The_variable_may_have_the_version_of_the_interface(string address)
    {
        _stage.Variables.Add(("REPLICATE_BASE_URL", address));
        Server.Answers(201, Prediction("starting"));

        await _stage.SubmitAsync("acme/still");

        Assert.Equal(["POST https://relay.example/v1/models/acme/still/predictions"], _stage.Calls);
    }

    private static string Prediction(string status, string more = "") =>
        $$"""{"id":"{{Id}}","model":"acme/still","version":"hidden","status":"{{status}}"{{more}}}""";
}
