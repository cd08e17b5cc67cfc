namespace SchemaSdk.Tests.Services;

/// <summary>An error that fal reports for a job must end the job, but an error in a single call to fal must not.</summary>
public sealed class FalFailureTests() : ServiceTest(ModelService.Fal.Profile)
{
    private const string Id = "764cabcf-b745-4b3e-ae38-1200304cf45b";
    private const string Done = """{"status":"COMPLETED"}""";
    private const string OfModel =
        """{"detail":[{"loc":["body","prompt"],"msg":"The content was flagged","type":"content_policy_violation","ctx":{}}]}""";

    private ModelJob<System.Text.Json.JsonElement> Job => Stage.Client.Still.Attach(Id);

    [Theory]
    [InlineData(""" "error":"Runner died","error_type":"runner_disconnected" """, "Runner died")]
    [InlineData(""" "error":null,"error_type":"startup_timeout" """, "startup_timeout")]
    [InlineData(""" "error":{"code":7} """, "7")]
    [InlineData(""" "error":"","error_type":"runner_server_error" """, "runner_server_error")]
    public async Task A_completed_status_with_an_error_is_a_failure(string members, string reason)
    {
        Server.Answers(200, $$"""{"status":"COMPLETED",{{members}}}""");

        var error = await Soon.Throws<ModelFailedException>(Job.WaitAsync());

        Assert.Equal(Id, error.RequestId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Error.GetRawText(), StringComparison.Ordinal);
        Assert.Single(Server.Asked);
    }

    [Theory]
    [InlineData(422, OfModel)]
    [InlineData(400, OfModel)]
    [InlineData(500, OfModel)]
    [InlineData(504, """{"detail":[{"loc":[],"msg":"flagged","type":"generation_timeout"}]}""")]
    [InlineData(503, """{"detail":"flagged","error_type":"runner_disconnected"}""")]
    [InlineData(504, """{"detail":"flagged","error_type":"request_timeout"}""")]
    public async Task A_result_that_is_an_error_of_the_job_is_its_failure(int status, string body)
    {
        Server.Answers((200, Done), (status, body));

        var error = await Soon.Throws<ModelFailedException>(Job.WaitAsync());

        Assert.Equal(Id, error.RequestId);
        Assert.Contains("flagged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_repeats_the_files_of_the_input_is_recorded_as_the_end_of_the_job()
    {
        Stage.Options.Ledger = new MemoryJobLedger(new MemoryStore());
        Server.Answers((200, $$"""{"request_id":"{{Id}}"}"""), (200, Done));
        var flagged = $$"""{"input":"data:image/png;base64,{{new string('A', 3 << 20)}}"}""";
        Server.Answers(422, OfModel.Replace("{}", flagged, StringComparison.Ordinal));
        var options = new RunOptions { Key = "order-1" };

        await Soon.Throws<ModelFailedException>(Stage.Client.Still.RunAsync("a cat", options));
        var again = await Soon.Throws<ModelFailedException>(Stage.Client.Still.RunAsync("a cat", options));

        Assert.Contains("flagged", again.Message, StringComparison.Ordinal);
        Assert.Equal(3, Server.Asked.Count);
    }

    [Theory]
    [InlineData(401, OfModel)]
    [InlineData(403, """{"detail":"Forbidden","error_type":"runner_server_error"}""")]
    [InlineData(404, OfModel)]
    [InlineData(422, """{"detail":[{"loc":["path","request_id"],"msg":"not a UUID","type":"uuid_parsing"}]}""")]
    [InlineData(422, """{"detail":[{"loc":[1],"msg":"odd loc","type":"x"}]}""")]
    [InlineData(422, """{"detail":[{"msg":"no loc","type":"x"}]}""")]
    [InlineData(422, """{"detail":"a text"}""")]
    [InlineData(400, """{"detail":"Request is still in progress"}""")]
    public async Task A_refused_read_of_a_result_does_not_end_the_job(int status, string body)
    {
        Server.Answers((200, Done), (status, body));

        var error = await Soon.Throws<ModelApiException>(Job.WaitAsync());

        Assert.Equal((status, Id), (error.StatusCode, error.RequestId));
    }

    [Theory]
    [InlineData(429, OfModel)]
    [InlineData(499, """{"detail":"gone","error_type":"client_disconnected"}""")]
    [InlineData(500, """{"detail":"Internal","error_type":"internal_error"}""")]
    [InlineData(503, """{"message":"Service Unavailable"}""")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"image":""")]
    [InlineData(204, "")]
    [InlineData(206, "1")]
    public async Task A_failed_read_of_a_result_is_repeated(int status, string body)
    {
        Server.Answers((200, Done), (status, body), (200, "7"));

        Assert.Equal(7, (await Soon.Async(Job.WaitAsync())).Output.GetInt32());
    }

    [Theory]
    [InlineData(Done, """{"detail":"Request was cancelled","error_type":"client_cancelled"}""")]
    [InlineData("""{"status":"COMPLETED","error":"cancelled","error_type":"client_cancelled"}""", "")]
    public async Task A_canceled_job_has_the_answer_499_as_its_result_or_the_reason_in_its_status(string status, string result)
    {
        Server.Answers((200, status), (499, result));

        Assert.Equal(Id, (await Soon.Throws<ModelCanceledException>(Job.WaitAsync())).RequestId);
    }

    [Theory]
    [InlineData("runner_disconnected", true)]
    [InlineData("a", false)]
    public async Task A_ledger_gives_the_reason_of_a_failure_again(string type, bool isInStatus)
    {
        Stage.Options.Ledger = new MemoryJobLedger(new MemoryStore());
        Server.Answers(200, $$"""{"request_id":"{{Id}}"}""");
        Server.Answers((200, isInStatus ? $$"""{"status":"COMPLETED","error":"flagged","error_type":"{{type}}"}""" : Done), (422, OfModel));
        var options = new RunOptions { Key = "order-1" };

        var first = await Soon.Throws<ModelFailedException>(Stage.Client.Still.RunAsync("a cat", options));
        var again = await Soon.Throws<ModelFailedException>(Stage.Client.Still.RunAsync("a cat", options));

        Assert.Equal(first.Error.GetRawText(), again.Error.GetRawText());
        Assert.Contains("flagged", again.Message, StringComparison.Ordinal);
        Assert.Equal(isInStatus ? 2 : 3, Server.Asked.Count);
    }
}
