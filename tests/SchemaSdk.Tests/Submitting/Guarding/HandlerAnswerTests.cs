using SchemaSdk.Tests.Services;

namespace SchemaSdk.Tests.Submitting.Guarding;

public class HandlerAnswerTests
{
    // The service may have accepted the first request, although it refused the handler's copy.
    [Theory]
    [InlineData(429)]
    [InlineData(402)]
    public async Task A_refusal_of_a_copy_that_was_made_behind_the_guard_is_unknown(int status)
    {
        using var stage = Stage.Answered(Steps.Answer(502), status == 429 ? Steps.NotNow(429) : Steps.Answer(status), Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(new CopyingHandler(stage.Script)), inner => inner);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("to a copy of the request that a handler of the application sent", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, stage.Script.Submit.Count); // the client's attempt and the handler's copy; the client does not retry
    }

    [Fact]
    public async Task A_refusal_of_such_a_copy_is_unknown_even_with_a_success_status()
    {
        var server = new OtherServer();
        server.Answers((502, ""), (200, """{"problem":"busy"}"""));
        using var http = new HttpClient(new ModelSubmitGuard(new CopyingHandler(server)));
        using var client = new TestClient(new OnlySuccesses(), http, new() { ApiToken = Stage.Token });

        await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_request_id_that_passed_the_guard_survives_a_handler_that_hides_the_answer(bool throws, bool disposes)
    {
        using var stage = Stage.Accepting();
        using var client = Guarded.Client(stage, inner => new Handling(inner, async (request, next) =>
        {
            var response = await next(request);
            if (disposes)
            {
                response.Dispose();
            }

            return throws ? throw new IOException("The disk is full.") : Own(request, HttpStatusCode.BadGateway);
        }));

        var error = await Record.ExceptionAsync(() => Soon.Async(client.Still.SubmitAsync("a cat")));

        Assert.Equal((disposes, 1), (error is ModelSubmissionUnknownException, stage.Script.Submit.Count));
        Assert.Equal(!disposes, error is null);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)] // if this answer counted, the submit would be retried
    [InlineData(HttpStatusCode.BadRequest)] // if this answer counted, the submit would be reported as refused
    public async Task An_answer_that_a_handler_made_after_a_submit_was_sent_does_not_decide_the_outcome_of_the_submit(HttpStatusCode status)
    {
        using var stage = Stage.Answered(Steps.FailsAfter(new IOException("Reset.")), Steps.Accepted);
        using var client = Guarded.Client(stage, inner => new Handling(inner, async (request, next) =>
        {
            await Assert.ThrowsAsync<IOException>(() => next(request));
            return Own(request, status);
        }));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("from a handler of the application", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_temporary_refusal_that_a_handler_made_before_it_sent_anything_is_retried()
    {
        using var stage = Stage.Accepting();
        var calls = 0;
        using var client = Guarded.Client(stage, inner => new Handling(inner, async (request, next) =>
            calls++ == 0 ? Own(request, HttpStatusCode.TooManyRequests) : await next(request)));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_answer_of_the_service_that_a_handler_wraps_is_used()
    {
        using var stage = Stage.Answered(Steps.NotNow(429), Steps.Accepted);
        using var client = Guarded.Client(stage, inner => new Handling(inner, async (request, next) =>
        {
            using var response = await next(request);
            var body = await response.Content.ReadAsByteArrayAsync();
            return new HttpResponseMessage(response.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(body) };
        }));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(2, stage.Script.Submit.Count);
    }

    private static HttpResponseMessage Own(HttpRequestMessage request, HttpStatusCode status) => new(status) { RequestMessage = request };
}
