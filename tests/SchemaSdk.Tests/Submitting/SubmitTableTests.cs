namespace SchemaSdk.Tests.Submitting;

public class SubmitTableTests
{
    /// <summary>
    /// Bodies of 503 answers with <c>Retry-After</c>. Proxies send such answers if they cannot reach a service, or if they lose the
    /// connection after the service has accepted a job.
    /// </summary>
    public static TheoryData<string> Bodies => new(
        """{"errors":[{"code":503001,"error":"x"}]}""",
        """{"code":503,"error":"Service Unavailable"}""",
        """{"code":503001,"message":"Service Unavailable"}""",
        """{"code":503001,"error":{"message":"Service Unavailable"}}""",
        """{"error":{"error_code":503001,"error_message":"busy"}}""",
        """{"code":"101503","type":"Status report","message":"Runtime Error","description":"Error connecting to the back end"}""",
        """{"code":101503,"error":"Error connecting to the back end"}""",
        """{"title":"Error 1105","status":503,"error_code":1105,"cloudflare_error":true}""",
        """{"error_code":503,"error_message":"Service Unavailable"}""",
        """{"error_code":5030011,"error_message":"busy"}""",
        """{"error_code":"503001","error_message":"busy"}""",
        """{"error_code":500001,"error_message":"busy"}""",
        """{"error_code":429001,"error_message":"busy"}""",
        """[{"error_code":503001,"error_message":"busy"}]""",
        """{"error_code":503001,"error_message":"bu""",
        """{"error_code":503001,"error_message":"busy"}<hr>nginx""");

    [Theory]
    [InlineData(200, """{"request_id":"req-1","status_url":"https://evil.example/x"}""")]
    [InlineData(201, """{"request_id":"A_b-9","error_code":5}""")]
    [InlineData(202, "\uFEFF{\"request_id\":\"req-1\"}")]
    public async Task A_success_status_with_a_request_id_is_a_job(int status, string body)
    {
        using var stage = Stage.Answered(Steps.Answer(status, body));

        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        Assert.Contains(job.RequestId, body, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(200, """{"error_code":400002,"error_message":"no balance"}""", "400002")]
    [InlineData(200, """{"error_code":"E7","message":"no balance"}""", "E7")]
    [InlineData(200, """{"error_code":429001,"message":"no balance"}""", "429001")]
    [InlineData(301, "", null)]
    [InlineData(400, """{"code":400004,"error":"UserAccountError: no balance"}""", "400004")]
    [InlineData(401, """{"detail":"no balance"}""", null)]
    [InlineData(402, "no balance", null)]
    [InlineData(403, """{"error_code":403001,"message":"no balance"}""", "403001")]
    [InlineData(422, """{"detail":[{"loc":["prompt"],"msg":"no balance"}]}""", null)]
    [InlineData(402, "\u001F\u008B no balance", null)]
    public async Task A_definite_refusal_is_reported_with_its_code_and_is_not_retried(int status, string body, string? code)
    {
        using var stage = Stage.Answered(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(
            (status, code, StillModel.Id, null, 1),
            (error.StatusCode, error.ErrorCode, error.ModelId, error.RequestId, stage.Script.Submit.Count));
        Assert.Equal(body.Contains("no balance", StringComparison.Ordinal), error.Message.Contains("no balance", StringComparison.Ordinal));
        Assert.Equal("trace-7", error.ResponseHeaders["x-trace"]);
        Assert.DoesNotContain("Set-Cookie", error.ResponseHeaders.Keys);
    }

    [Theory]
    [InlineData(200, """{"request_id":"req-1" """)]
    [InlineData(200, """{"request_id":"req-1"} trailing""")]
    [InlineData(200, """{"status":"in_queue"}""")]
    [InlineData(200, """{"request_id":""}""")]
    [InlineData(200, """{"error_code":0}""")]
    [InlineData(200, """["req-1"]""")]
    [InlineData(200, """{"error_code":500001,"error_message":"busy"}""")]
    [InlineData(200, """{"error_code":"503001","request_id":""}""")]
    [InlineData(202, """{"error_code":408001,"request_id":null}""")]
    [InlineData(204, "")]
    [InlineData(500, """{"error_code":500001}""")]
    [InlineData(502, "\u001F\u008B\u0008\0")] // still compressed
    [InlineData(503, """{"error_code":503001,"error_message":"busy"}""")] // without Retry-After
    public async Task A_doubtful_answer_is_unknown_and_is_never_retried(int status, string body)
    {
        using var stage = Stage.Answered(Steps.Answer(status, body));
        var sentAt = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((StillModel.Id, sentAt, 1), (error.ModelId, error.SentAt, stage.Script.Submit.Count));
        Assert.Contains("Generations", error.Message, StringComparison.Ordinal);
        Assert.Contains("2026-01-02 03:04:05Z", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"request_id":"job/17"}""", "job/17")]
    [InlineData(200, """{"request_id":"job/17","error_code":500001}""", "job/17")]
    [InlineData(200, """{"request_id":"req-1","status_u""", "req-1")]
    [InlineData(502, """{"request_id":"req-1","id":"other"}""", "req-1")]
    [InlineData(429, """{"request_id":"req-1"}""", "req-1")]
    [InlineData(429, """{"request_id":"req-1","error_mess""", "req-1")]
    [InlineData(400, """{"request_id":"req-1","error_mess""", "req-1")]
    [InlineData(303, """{"request_id":"req-1"}""", "req-1")]
    [InlineData(409, """{"request_id":"req-1","error_code":409001}""", "req-1")]
    [InlineData(409, "\uFEFF{\"request_id\":\"req-1\",\"error_code\":409001}", "req-1")]
    [InlineData(400, "\uFEFF{\"request_id\":\"req-1\",\"error_mess", "req-1")]
    public async Task A_request_id_in_a_doubtful_answer_is_reported(int status, string body, string id)
    {
        using var stage = Stage.Answered(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(id == "job/17" ? (null, id) : (id, null), (error.RequestId, error.PossibleRequestId));
        Assert.Equal(1, stage.Script.Submit.Count);
        Assert.Contains($"the answer contains the request id \"{id}\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.ConnectionError)] // a handler of the application may send the request again and fail to connect
    public async Task A_submit_that_breaks_after_its_first_byte_is_unknown(HttpRequestError kind)
    {
        using var stage = Stage.Answered(Steps.FailsAfter(Steps.Error(kind)));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat"));

        Assert.IsType<HttpRequestException>(error.InnerException);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task A_submit_that_was_not_sent_is_retried(HttpRequestError kind)
    {
        using var stage = Stage.Answered(Steps.FailsBefore(Steps.Error(kind)), Steps.FailsBefore(Steps.Error(kind)), Steps.Accepted);

        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 3), (job.RequestId, stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(429, "busy", null, 0, 0.5)]
    [InlineData(429, "busy", "7", 7, 7)]
    [InlineData(503, """{"error_code":503001,"error_message":"busy"}""", "7", 7, 7)]
    [InlineData(503, """{"code":503001,"error":"Busy"}""", "7", 7, 7)]
    [InlineData(503, """{"error_code":503999}""", "Fri, 02 Jan 2026 03:04:35 GMT", 30, 30)]
    public async Task A_temporarily_refused_submit_is_retried_when_the_service_says(
        int status, string body, string? retryAfter, double least, double most)
    {
        using var stage = Stage.Answered(Steps.Answer(status, body, retryAfter), Steps.Accepted);

        await Soon.Async(stage.Still.SubmitAsync("a cat"));

        Assert.InRange(Assert.Single(stage.Time.Delays).TotalSeconds, least, most);
        Assert.Equal(2, stage.Script.Submit.Count);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_submit_that_a_proxy_refuses_is_unknown_and_is_never_retried(string body)
    {
        using var stage = Stage.Answered(Steps.Answer(503, body, retryAfter: "1"), Steps.Accepted);

        await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }
}
