using SchemaSdk.Pipeline.Http;
using SchemaSdk.Tests.Submitting.Guarding;

namespace SchemaSdk.Tests.Submitting;

/// <summary>
/// Tests the guard that prevents the application's handlers, such as a hosting framework's retry handlers, from repeating a submit.
/// </summary>
public class SubmitGuardTests
{
    // Even without the guard, the client recognizes a request object that a handler sends a second time.
    [Theory]
    [InlineData("a broken connection", true)]
    [InlineData("HTTP 502", true)]
    [InlineData("a refusal of a proxy", true)]
    [InlineData("a broken connection", false)]
    public async Task A_submit_that_a_handler_tried_to_send_again_is_sent_once_and_is_unknown(string answer, bool hasGuard)
    {
        using var stage = Stage.Answered(
            answer switch
            {
                "HTTP 502" => Steps.Answer(502),
                "a refusal of a proxy" => Steps.Answer(503, """{"message":"Service Unavailable"}""", retryAfter: "7"),
                _ => Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)),
            },
            Steps.Accepted);
        using var client = hasGuard
            ? Guarded.Client(stage, inner => new CopyingHandler(inner))
            : Guarded.ClientOver(stage, stage.Script, Handling.Retrying);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("a handler of the application tried to send the request a second time", error.Message, StringComparison.Ordinal);
        Assert.Equal(hasGuard ? 1 : 2, stage.Script.Submit.Count); // without a guard, the second request begins, but its body is not sent
    }

    [Fact]
    public async Task Copies_that_are_sent_at_the_same_time_start_one_job()
    {
        var hang = Hang.AfterBody;
        using var stage = Stage.Answered(hang.Step).Delayed();
        using var client = Guarded.Client(stage, inner => new Handling(inner, async (request, next) =>
        {
            var copy = await CopyingHandler.CopyAsync(request);
            Task<HttpResponseMessage>[] attempts = [next(request), next(copy)];
            var first = await Task.WhenAny(attempts);
            return first.IsCompletedSuccessfully ? await first : await attempts.Single(attempt => attempt != first);
        }));

        var submit = client.Still.SubmitAsync("a cat");
        await hang.Reached;
        hang.Answer(Steps.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(503, false)]
    [InlineData(429, true)]
    [InlineData(503, true)]
    public async Task A_copy_of_a_temporarily_refused_submit_gets_the_same_answer(int status, bool isBlocking)
    {
        using var stage = Stage.Answered(Steps.NotNow(status), Steps.Accepted);
        using var client = isBlocking
            ? Guarded.ClientOver(stage, new ModelSubmitGuard(new Blocking(stage.Script)), inner => new BlockingCopyingHandler(inner))
            : Guarded.Client(stage, inner => new CopyingHandler(inner));

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 2), (job.RequestId, stage.Script.Submit.Count));
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(stage.Time.Delays));
    }

    [Fact]
    public async Task A_submit_that_was_not_sent_passes_the_guard_again()
    {
        using var stage = Stage.Answered(Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)), Steps.Accepted);
        using var client = Guarded.Client(stage, Handling.Retrying);

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(2, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_submit_passes_two_guards()
    {
        using var stage = Stage.Accepting();
        using var client = Guarded.Client(stage, inner => new ModelSubmitGuard(inner));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Polls_and_cancels_pass_the_guard_any_number_of_times()
    {
        using var stage = Stage.Polled(Steps.Answer(502), Steps.Status("in_queue"));
        stage.Script.Cancel.Does(Steps.Answer(502), Steps.Json("""{"outcome":"cancelled"}"""));
        using var client = Guarded.Client(stage, inner => new CopyingHandler(inner));
        var job = client.Still.Attach(Steps.Id);

        await Soon.Async(job.GetStatusAsync());
        await Soon.Async(job.CancelAsync());

        Assert.Equal((2, 2), (stage.Script.Status.Count, stage.Script.Cancel.Count));
        Assert.Empty(stage.Time.Delays);
    }

    [Fact]
    public async Task A_handler_may_wrap_the_body_before_the_guard()
    {
        var sent = "";
        using var stage = Stage.Answered(Steps.Accepted.After(async request => sent = await request.Content!.ReadAsStringAsync()));
        using var client = Guarded.Client(stage, inner => new Handling(inner, (request, next) =>
        {
            request.Content = new WrappedContent(request.Content!);
            return next(request);
        }));

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 1), (job.RequestId, stage.Script.Submit.Count));
        Assert.Contains("a cat", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forbidden_body_is_never_written()
    {
        using var content = new SubmitContent("{}"u8.ToArray());
        var text = new MemoryStream();

        Assert.True(content.TryForbid());

        await Assert.ThrowsAsync<OperationCanceledException>(() => content.CopyToAsync(text));
        Assert.Equal(0, text.Length);
        Assert.True(content.TryForbid());
    }

    // Handlers that report the progress of uploads wrap the content like this.
    private sealed class WrappedContent(HttpContent inner) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => inner.CopyToAsync(stream, context);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class BlockingCopyingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = await CopyingHandler.CopyAsync(request);
            var response = base.Send(request, cancellationToken);
            return response.StatusCode < HttpStatusCode.BadRequest ? response : base.Send(copy, cancellationToken);
        }
    }

    private sealed class Blocking(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(request, cancellationToken).GetAwaiter().GetResult();
    }
}
