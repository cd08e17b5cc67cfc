using SchemaSdk.Services.Known;

namespace SchemaSdk.Tests.Services;

/// <summary>An error of a job must end it, and an error of a call to fal must not.</summary>
public sealed class FalFailureTests : IDisposable
{
    private const string Id = "764cabcf-b745-4b3e-ae38-1200304cf45b";
    private const string Done = """{"status":"COMPLETED"}""";
    private const string OfModel =
        """{"detail":[{"loc":["body","prompt"],"msg":"The content was flagged","type":"content_policy_violation","ctx":{}}]}""";

    private readonly ServiceStage _stage = new(KnownServices.Fal);

    public void Dispose() => _stage.Dispose();

    private OtherServer Server => _stage.Server;

    private ModelJob<System.Text.Json.JsonElement> Job => _stage.Client.Still.Attach(Id);

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
        Server.Answers(200, Done);
        Server.Answers(status, body);

        var error = await Soon.Throws<ModelFailedException>(Job.WaitAsync());

        Assert.Equal(Id, error.RequestId);
        Assert.Contains("flagged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, OfModel)]
    [InlineData(403, """{"detail":"Forbidden","error_type":"runner_server_error"}""")]
    [InlineData(404, OfModel)]
    [InlineData(404, "<html>")]
    [InlineData(422, """{"detail":[{"loc":["path","request_id"],"msg":"not a UUID","type":"uuid_parsing"}]}""")]
    [InlineData(422, """{"detail":[{"loc":[1],"msg":"odd loc","type":"x"}]}""")]
    [InlineData(422, """{"detail":[{"msg":"no loc","type":"x"}]}""")]
    [InlineData(422, """{"detail":"a text"}""")]
    [InlineData(400, """{"detail":"Request is still in progress"}""")]
    public async Task A_refused_read_of_a_result_does_not_end_the_job(int status, string body)
    {
        Server.Answers(200, Done);
        Server.Answers(status, body);

        var error = await Soon.Throws<ModelApiException>(Job.WaitAsync());

        Assert.Equal((status, Id), (error.StatusCode, error.RequestId));
    }

    [Theory]
    [InlineData(429, OfModel)]
    [InlineData(499, """{"detail":"gone","error_type":"client_disconnected"}""")]
    [InlineData(500, """{"detail":"Internal","error_type":"internal_error"}""")]
    [InlineData(503, """{"message":"Service Unavailable"}""")]
    [InlineData(503, "<html>")]
    [InlineData(502, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"image":""")]
    [InlineData(204, "")]
    [InlineData(206, "1")]
    public async Task A_failed_read_of_a_result_is_repeated(int status, string body)
    {
        Server.Answers(200, Done);
        Server.Answers(status, body);
        Server.Answers(200, "7");

        Assert.Equal(7, (await Soon.Async(Job.WaitAsync())).Output.GetInt32());
    }

    [Fact]
    public async Task A_canceled_job_has_the_answer_499_as_its_result()
    {
        Server.Answers(200, Done);
        Server.Answers(499, """{"detail":"Request was cancelled","error_type":"client_cancelled"}""");

        Assert.Equal(Id, (await Soon.Throws<ModelCanceledException>(Job.WaitAsync())).RequestId);
    }

    [Fact]
    public async Task A_completed_status_may_say_that_the_job_was_canceled()
    {
        Server.Answers(200, """{"status":"COMPLETED","error":"cancelled","error_type":"client_cancelled"}""");

        await Soon.Throws<ModelCanceledException>(Job.WaitAsync());
    }

    [Theory]
    [InlineData("runner_disconnected", true)]
    [InlineData("a", false)]
    public async Task A_ledger_gives_the_reason_of_a_failure_again(string type, bool isInStatus)
    {
        _stage.Options.Ledger = new MemoryJobLedger(new MemoryStore());
        Server.Answers(200, $$"""{"request_id":"{{Id}}"}""");
        Server.Answers(200, isInStatus ? $$"""{"status":"COMPLETED","error":"flagged","error_type":"{{type}}"}""" : Done);
        Server.Answers(422, OfModel);
        var options = new RunOptions { Key = "order-1" };

        var first = await Soon.Throws<ModelFailedException>(_stage.Client.Still.RunAsync("a cat", options));
        var again = await Soon.Throws<ModelFailedException>(_stage.Client.Still.RunAsync("a cat", options));

        Assert.Equal(first.Error.GetRawText(), again.Error.GetRawText());
        Assert.Contains("flagged", again.Message, StringComparison.Ordinal);
        Assert.Equal(isInStatus ? 2 : 3, Server.Asked.Count);
    }

    [Theory]
    [InlineData(503, """{"detail":"busy","error_type":"runner_scheduling_failure"}""")]
    [InlineData(503, "<html>")]
    [InlineData(504, "")]
    [InlineData(200, """{"status":"IN_QUEUE"}""")]
    [InlineData(200, """{"detail":"no","error_type":"internal_error"}""")]
    [InlineData(200, "<html>")]
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

        Assert.Contains("fal.ai/dashboard", error.Message, StringComparison.Ordinal);
        Assert.Single(Server.Asked);
    }

    [Theory]
    [InlineData(404, "<html>", false)]
    [InlineData(401, """{"detail":"No user found for Key ID and Secret"}""", true)]
    [InlineData(422, OfModel, false)]
    public async Task A_refused_submit_runs_nothing(int status, string body, bool isToken)
    {
        Server.Answers(status, body);

        var error = await Soon.Throws<ModelApiException>(_stage.Client.Still.SubmitAsync("a cat"));

        Assert.Equal((status, isToken), (error.StatusCode, error.IsUnauthorized));
        Assert.Contains("Nothing runs.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_queue_is_tried_again()
    {
        Server.Answers(429, """{"detail":"queue is full","error_type":"concurrent_requests_limit"}""", retryAfter: 7);
        Server.Answers(200, $$"""{"request_id":"{{Id}}"}""");
        var start = _stage.Time.GetUtcNow();

        await Soon.Async(_stage.Client.Still.SubmitAsync("a cat"));

        Assert.Equal(TimeSpan.FromSeconds(7), _stage.Time.GetUtcNow() - start);
    }
}
