using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting;

/// <summary>
/// Tests proxies that send 503 with <c>Retry-After</c> if they cannot reach a service, or lose it after it has accepted a job.
/// </summary>
public class ProxyRefusalTests
{
    public static TheoryData<string> Bodies => new(
        "",
        "<html>\r\n<head><title>503 Service Temporarily "
        + "Unavailable</title></head>\r\n<body><center><h1>503</h1></center><hr><center>nginx</center></body></html>",
        "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n",
        "<!DOCTYPE html><html lang=\"en-US\"><head><title>Service unavailable | Cloudflare</title></head></html>",
        "upstream connect error or disconnect/reset before headers. reset reason: connection termination",
        "no healthy upstream",
        "Service Unavailable",
        """{"message":"Service Unavailable"}""",
        """{"Message":"Service Unavailable"}""",
        """{"message":null}""",
        """{"statusCode":503,"message":"Service Unavailable"}""",
        """{"status":503,"error":"Service Unavailable","path":"/v1/models/acme/still"}""",
        """{"status":"error","error":"Service Unavailable"}""",
        """{"detail":"Service Unavailable"}""",
        """{"errors":[{"code":503001,"error":"x"}]}""",
        """{"code":14,"message":"upstream request timeout","details":[]}""",
        """{"code":503,"error":"Service Unavailable"}""",
        """{"code":503001,"message":"Service Unavailable"}""",
        """{"code":503001,"error":{"message":"Service Unavailable"}}""",
        """{"error":{"code":503,"message":"The service is unavailable.","status":"UNAVAILABLE"}}""",
        """{"error":{"error_code":503001,"error_message":"busy"}}""",
        """{"code":"101503","type":"Status report","message":"Runtime Error","description":"Error connecting to the back end"}""",
        """{"code":101503,"error":"Error connecting to the back end"}""",
        """{"fault":{"faultstring":"The Service is temporarily unavailable","detail":"""
        + """{"errorcode":"messaging.adaptors.http.flow.ServiceUnavailable"}}}""",
        """{"type":"about:blank","title":"Error 1105","status":503,"error_code":1105,"cloudflare_error":true,"retryable":"""
        + """true,"retry_after":120}""",
        """{"error_code":503,"error_message":"Service Unavailable"}""",
        """{"error_code":5030011,"error_message":"busy"}""",
        """{"error_code":"503001","error_message":"busy"}""",
        """{"error_code":500001,"error_message":"busy"}""",
        """{"error_code":429001,"error_message":"busy"}""",
        """[{"error_code":503001,"error_message":"busy"}]""",
        """{"error_code":503001,"error_message":"bu""",
        """{"error_code":503001,"error_message":"busy"}<hr>nginx""");

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_submit_that_a_proxy_refuses_is_unknown_and_is_never_retried(string body)
    {
        using var stage = Submits.Answered(Steps.Answer(503, body, retryAfter: "1"), Steps.Accepted);

        await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_refusal_whose_body_never_ends_is_unknown()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(HangingBody.Answer(503, """{"error_code":503001,""", retryAfter: "1"), Steps.Accepted);

        var submit = stage.Still.SubmitAsync("a cat");
        await stage.Time.LimitAsync(TimeSpan.FromSeconds(2));
        stage.Time.Advance(TimeSpan.FromSeconds(2));

        await Soon.Throws<ModelSubmissionUnknownException>(submit);
        Assert.Equal(1, stage.Script.Submit.Count);
    }
}
