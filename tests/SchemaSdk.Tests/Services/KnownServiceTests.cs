namespace SchemaSdk.Tests.Services;

public sealed class KnownServiceTests
{
    private const string Refusal = """{"detail":[{"loc":["body","prompt"],"msg":"flagged","type":"content_policy_violation"}]}""";

    [Theory]
    [InlineData("fal", "flux", "fal-ai/flux/dev")]
    [InlineData("fal", "workflows/acme", "fal-ai/flux/dev")]
    [InlineData("fal", "fal-ai/../x", "fal-ai/flux/dev")]
    [InlineData("fal", "https://fal.ai/models/fal-ai/flux/dev", "fal-ai/flux/dev")]
    [InlineData("Replicate", "still", "")]
    [InlineData("Replicate", "acme/still/fast", "")]
    [InlineData("Replicate", "acme/still:", "")]
    [InlineData("Replicate", "acme/:7", "")]
    [InlineData("Replicate", "a:b/still", "")]
    [InlineData("Replicate", "acme/still:7\",\"webhook\":\"x", "")]
    [InlineData("Replicate", "acme/still/versions/a b", "")]
    [InlineData("Replicate", "deployments/acme/still:7", "")]
    public async Task A_model_id_of_another_form_is_refused(string service, string modelId, string form)
    {
        using var stage = new ServiceStage(ModelService.Find(service)!);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => stage.SubmitAsync(modelId));

        Assert.Contains($"Ids look like {form}", refused.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Calls);
    }

    [Theory]
    [InlineData("fal", 503, """{"detail":"busy","error_type":"runner_scheduling_failure"}""")]
    [InlineData("fal", 200, """{"status":"IN_QUEUE"}""")]
    [InlineData("fal", 200, """{"detail":"no","error_type":"internal_error"}""")]
    [InlineData("Replicate", 503, """{"title":"Unavailable","detail":"Try later","status":503}""")]
    [InlineData("Replicate", 502, """{"id":"ufawqhfynnddngldkgtslldrkq"}""")]
    [InlineData("Replicate", 201, """{"status":"starting"}""")]
    [InlineData("Replicate", 201, """{"title":"No","detail":"No","status":422}""")]
    public async Task A_submit_without_a_clear_answer_is_unknown_and_sent_once(string service, int status, string body)
    {
        using var stage = new ServiceStage(ModelService.Find(service)!);
        stage.Server.Answers(status, body, retryAfter: 1);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Client.Still.SubmitAsync("a cat"));

        Assert.Contains(service == "fal" ? "fal.ai/dashboard" : "the predictions page", error.Message, StringComparison.Ordinal);
        Assert.Single(stage.Calls);
    }

    [Theory]
    [InlineData("fal", 404, """{"status":"NOT_FOUND"}""", true)]
    [InlineData("fal", 404, """{"detail":"no app","error_type":"bad_request"}""", false)]
    [InlineData("fal", 404, Refusal, false)]
    [InlineData("Replicate", 404, """{"title":"Not found","detail":"The prediction does not exist.","status":404}""", true)]
    [InlineData("Replicate", 404, """{"detail":"Not Found","status":502}""", false)]
    public async Task A_request_is_unknown_only_if_the_service_itself_says_so(string service, int status, string body, bool isUnknown)
    {
        using var stage = new ServiceStage(ModelService.Find(service)!);
        stage.Server.Answers(status, body);

        var error = await Soon.Throws<ModelApiException>(stage.Client.Still.Attach("job-1").WaitAsync());

        Assert.Equal((isUnknown, "job-1"), (error.IsUnknownRequest, error.RequestId));
    }

    [Theory]
    [InlineData("fal", "https://v3.fal.media", "https://queue.fal.run/acme/still/requests/job-1")]
    [InlineData("Replicate", "https://stream.replicate.com", "https://api.replicate.com/v1/predictions/job-1")]
    public async Task An_address_at_another_host_never_gets_the_token(string service, string host, string address)
    {
        using var stage = new ServiceStage(ModelService.Find(service)!);
        stage.Server.Answers(201, $$$"""
            {
              "request_id":"job-1", "status_url":"{{{host}}}/x", "response_url":"{{{host}}}/y",
              "id":"job-1", "status":"starting", "urls":{"get":"{{{host}}}/x"}
            }
            """);
        stage.Server.Answers(200, service == "fal" ? """{"status":"COMPLETED"}""" : """{"id":"job-1","status":"succeeded","output":1}""");
        stage.Server.Answers(200, "1");

        await Soon.Async(stage.Client.Still.RunAsync("a cat"));

        string[] expected = service == "fal" ? [$"GET {address}/status", $"GET {address}"] : [$"GET {address}"];
        Assert.Equal(expected, stage.Calls.Skip(1));
    }

    [Theory]
    [InlineData("fal", "FAL_QUEUE_RUN_HOST", "queue.example", "https://queue.example/acme/still")]
    [InlineData("fal", "FAL_QUEUE_RUN_HOST", "localhost:5005", "https://localhost:5005/acme/still")]
    [InlineData("fal", "FAL_QUEUE_RUN_HOST", "http://localhost:5005", "http://localhost:5005/acme/still")]
    [InlineData("Replicate", "REPLICATE_BASE_URL", "https://a.example/v1", "https://a.example/v1/models/acme/still/predictions")]
    [InlineData("Replicate", "REPLICATE_BASE_URL", "https://a.example", "https://a.example/v1/models/acme/still/predictions")]
    public async Task The_address_may_come_from_the_variable_of_the_services_own_client(
        string service, string variable, string value, string address)
    {
        using var stage = new ServiceStage(ModelService.Find(service)!);
        stage.Variables.Add((variable, value));
        stage.Server.Answers(201, """{"request_id":"job-1","id":"job-1","status":"starting"}""");

        await stage.SubmitAsync("acme/still");

        Assert.Equal([$"POST {address}"], stage.Calls);
    }
}
