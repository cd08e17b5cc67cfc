namespace SchemaSdk.Tests.Services;

public sealed class JobOfModelTests
{
    [Theory]
    [InlineData("""{"status":"IN_PROGRESS"}""", true)]
    [InlineData("""{"status":"COMPLETED","error":"out of memory"}""", true)]
    [InlineData("""{"status":"ok"}""", false)]
    public async Task A_known_status_of_fal_proves_that_the_request_belongs_to_the_app(string status, bool isOf)
    {
        using var stage = new ServiceStage(ModelService.Fal.Profile);
        stage.Server.Answers((200, status), (200, """{"status":"COMPLETED"}"""));

        Assert.Equal(isOf, await Soon.Async(stage.Client.IsJobOfAsync("acme/video/fast", "abc")));

        Assert.Equal("GET https://queue.fal.run/acme/video/requests/abc/status", stage.Calls[0]);
    }

    [Theory]
    [InlineData("acme/video", """ "model":"acme/video" """, true)]
    [InlineData("acme/video:v1", """ "model":"acme/video","version":"hidden","deployment":null """, true)]
    [InlineData("acme/video/versions/v1", """ "model":"acme/video" """, true)]
    [InlineData("deployments/acme/fast", """ "model":"acme/video","deployment":"acme/fast" """, true)]
    [InlineData("deployments/acme/fast", """ "model":"acme/fast" """, false)]
    [InlineData("acme/video", """ "model":"acme/fast" """, false)]
    [InlineData("acme/video", """ "source":"api" """, false)]
    public async Task A_prediction_of_Replicate_contains_its_model_or_its_deployment(string model, string members, bool isOf)
    {
        using var stage = new ServiceStage(ModelService.Replicate.Profile);
        stage.Server.Answers(200, $$"""{"id":"abc","status":"processing",{{members}}}""");

        Assert.Equal(isOf, await Soon.Async(stage.Client.IsJobOfAsync(model, "abc")));

        Assert.Single(stage.Calls);
    }

    [Theory]
    [InlineData("acme/video", true)]
    [InlineData("acme/other", false)]
    public async Task The_result_is_read_only_if_the_status_does_not_contain_the_model(string named, bool isOf)
    {
        using var stage = new ServiceStage(ModelService.RunComfy.Profile);
        stage.Server.Answers(200, """{"request_id":"abc","status":"completed"}""");
        stage.Server.Answers(200, $$"""{"request_id":"abc","status":"completed","output":{},"model_id":"{{named}}"}""");
        stage.Server.Answers(200, $$"""{"request_id":"abc","status":"completed","model_id":"{{named}}"}""");

        Assert.Equal(isOf, await Soon.Async(stage.Client.IsJobOfAsync("acme/video", "abc")));
        Assert.Equal(isOf, await Soon.Async(stage.Client.IsJobOfAsync("acme/video", "abc")));

        Assert.Equal(3, stage.Calls.Count);
    }
}
