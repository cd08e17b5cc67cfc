using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Submitting;

/// <summary>Tests submits whose answer has an unknown form. The client must report the content of the answer, but never trust it.</summary>
public class OddAnswerTests
{
    [Theory]
    [InlineData(200, """{"request_id":17}""", "17")]
    [InlineData(200, """{"id":"job-1"}""", "job-1")]
    [InlineData(200, """{"requestId":"job-1","id":"other"}""", "job-1")]
    [InlineData(200, """{"id":"other","requestId":"job-1"}""", "job-1")]
    [InlineData(200, """{"data":{"request_id":"job-1"}}""", "job-1")]
    [InlineData(200, """{"data":{"request_id":"job-1"},"request_id":null}""", "job-1")]
    [InlineData(200, """{"data":[{"id":12345678901234567890}]}""", "12345678901234567890")]
    [InlineData(200, """[{"request_id":"job-1"}]""", "job-1")]
    [InlineData(200, """{"task-id":"job-1"}""", "job-1")]
    [InlineData(200, """{"request_id":"../admin"}""", "../admin")]
    [InlineData(200, """{"request_id":"","id":"job-1"}""", "job-1")]
    [InlineData(200, """{"data":{"request_id":"job-1"},"more":""", "job-1")]
    [InlineData(502, """{"id":"job-1","message":"upstream"}""", "job-1")]
    [InlineData(200, """{"a":{"b":{"c":{"request_id":"job-1"}}}}""", null)]
    [InlineData(200, """{"id":true}""", null)]
    [InlineData(200, """{"id":"two words"}""", null)]
    [InlineData(200, """{"id":12""", null)]
    [InlineData(200, "<html>id: job-1</html>", null)]
    [InlineData(200, "", null)]
    public async Task Text_that_may_be_the_request_id_is_reported(int status, string body, string? possible)
    {
        using var stage = Stage.Answered(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((null, possible, 1), (error.RequestId, error.PossibleRequestId, stage.Script.Requests.Count));
        Assert.Equal(possible is not null, error.Message.Contains($"\"{possible ?? "?"}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"data":{"name":"a job"}}""")]
    [InlineData("<html>Welcome</html>")]
    [InlineData("""{"message":"queued","position":7}""")]
    public async Task The_first_300_characters_of_the_answer_are_kept(string body)
    {
        using var stage = Stage.Answered(Steps.Json(body), Steps.Json(body + new string(' ', 10) + new string('x', 400)));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.SubmitAsync("a cat"));
        var longer = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.SubmitAsync("a cat"));

        Assert.Equal(body, error.Detail);
        Assert.Equal((300, body), (longer.Detail!.Length, longer.Detail[..body.Length]));
        Assert.Contains(
            body.StartsWith("{\"message", StringComparison.Ordinal) ? "(queued)" : body, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"echo":"Bearer secret-token-0123456789","id":"job-1"}""")]
    [InlineData("""{"id":"job-1","echo":"Bearer secret-token-01""")]
    [InlineData("""{"id":"job-1","echo":"Bearer \u0073ecret-token-01""")]
    [InlineData("""{"id":"job-1","echo":"Bearer sec\u00""")]
    public async Task A_token_in_the_answer_is_hidden_even_if_it_is_truncated(string body)
    {
        using var stage = Stage.Answered(Broken(body));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.SubmitAsync("a cat"));

        Assert.Equal("job-1", error.PossibleRequestId);
        Assert.Contains("Bearer ***", error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "sec", error.Detail + error.Message.Replace("30 sec", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Step Broken(string text) => Steps.Accepted.With(response =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        response.Content = new StreamContent(new ForwardStream(bytes)
        {
            Reading = read => read < bytes.Length ? Task.CompletedTask : throw new IOException("Reset."),
        });
    });
}
