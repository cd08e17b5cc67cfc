using SchemaSdk.Tests.Submitting.Guarding;

namespace SchemaSdk.Tests.Submitting;

/// <summary>Tests submits whose outcome the guard knows, although the application's handlers hide it from the client.</summary>
public class HandledOutcomeTests
{
    [Fact]
    public async Task A_temporary_refusal_counts_even_if_a_handler_throws_after_it()
    {
        using var stage = Stage.Answered(Steps.NotNow(429), Steps.Accepted);
        var throws = 1;
        using var client = Guarded.Client(stage, inner => new Handling(inner, async (request, next) =>
        {
            var response = await next(request);
            return throws-- > 0 ? throw new TimeoutException("The handler gave up.") : response;
        }));

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 2), (job.RequestId, stage.Script.Submit.Count));
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(stage.Time.Delays));
    }

    [Fact]
    public async Task A_submit_canceled_after_a_temporary_refusal_started_no_job()
    {
        using var stage = Stage.Answered(Steps.NotNow(429));
        var refused = new TaskCompletionSource();
        using var client = Guarded.Client(stage, inner => new Handling(inner, async (request, next) =>
        {
            await next(request);
            refused.SetResult();
            return await new TaskCompletionSource<HttpResponseMessage>().Task;
        }));
        var submit = client.Still.SubmitAsync("a cat", null, stage.Stop.Token);
        await Soon.Async(refused.Task);

        await stage.Stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(submit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submit_that_found_no_connection_was_not_sent_even_if_a_handler_had_read_its_body(bool isTooSlow)
    {
        using var stage = new Stage();
        stage.Options.BaseAddress = new Uri("http://127.0.0.1:1/v1");
        stage.Options.Retry.SubmitBudget = TimeSpan.Zero;
        var sockets = stage.Options.CreateHandler();
        if (isTooSlow)
        {
            sockets.ConnectTimeout = TimeSpan.FromMilliseconds(1);
            sockets.ConnectCallback = static async (_, stop) =>
            {
                await Task.Delay(Timeout.Infinite, stop);
                return Stream.Null;
            };
        }

        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(sockets), Reading);

        await Soon.Throws<ModelUnavailableException>(client.Still.SubmitAsync("a cat"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submit_that_found_no_connection_is_sent_over_another_one_unless_a_handler_had_read_its_body(bool isRead)
    {
        using var stage = Stage.Accepting();
        stage.Options.Retry.SubmitBudget = TimeSpan.Zero;
        using var closed = new HttpMessageInvoker(new ModelSubmitGuard(stage.Options.CreateHandler()));
        var failover = new Handling(
            new ModelSubmitGuard(stage.Script), (request, next) => OverAsync(request, over => WithoutConnectionAsync(closed, over), next));
        using var client = Guarded.ClientOver(stage, failover, inner => isRead ? Reading(inner) : inner);

        var error = await Record.ExceptionAsync(() => Soon.Async(client.Still.SubmitAsync("a cat")));

        Assert.Equal((isRead, isRead ? 0 : 1), (error is ModelUnavailableException, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_submit_whose_answer_was_lost_is_unknown_even_if_another_guard_then_found_no_connection()
    {
        using var stage = Stage.Answered(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)), Steps.Accepted);
        using var closed = new HttpMessageInvoker(new ModelSubmitGuard(stage.Options.CreateHandler()));
        var failover = new Handling(
            new ModelSubmitGuard(stage.Script), (request, next) => OverAsync(request, next, over => WithoutConnectionAsync(closed, over)));
        using var client = Guarded.ClientOver(stage, failover, Reading);

        await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_submit_whose_answer_was_lost_or_came_from_a_gateway_passes_no_other_guard(bool isLost)
    {
        using var stage = Stage.Answered(
            isLost ? Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)) : Steps.Answer(502), Steps.NotNow(429), Steps.Accepted);
        using var other = new HttpMessageInvoker(new ModelSubmitGuard(stage.Script), disposeHandler: false);
        var failover = new Handling(new ModelSubmitGuard(stage.Script), (request, next) => OverAsync(
            request, async first => (await next(first)).EnsureSuccessStatusCode(), over => other.SendAsync(over, CancellationToken.None)));
        using var client = Guarded.ClientOver(stage, failover, Reading);

        await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_submit_whose_answer_was_to_a_copy_behind_the_guard_passes_no_other_guard()
    {
        using var stage = Stage.Answered(Steps.Answer(502), Steps.NotNow(429), Steps.Accepted);
        using var other = new HttpMessageInvoker(new ModelSubmitGuard(stage.Script), disposeHandler: false);
        var failover = new Handling(new ModelSubmitGuard(new CopyingHandler(stage.Script)), (request, next) => OverAsync(
            request, async first => (await next(first)).EnsureSuccessStatusCode(), over => other.SendAsync(over, CancellationToken.None)));
        using var client = Guarded.ClientOver(stage, failover, Reading);

        await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal(2, stage.Script.Submit.Count); // the client's attempt and the copy
    }

    private static Task<HttpResponseMessage> WithoutConnectionAsync(HttpMessageInvoker guard, HttpRequestMessage request)
    {
        request.RequestUri = new Uri($"http://127.0.0.1:1{request.RequestUri!.AbsolutePath}");
        return guard.SendAsync(request, CancellationToken.None);
    }

    private static async Task<HttpResponseMessage> OverAsync(
        HttpRequestMessage request,
        Func<HttpRequestMessage, Task<HttpResponseMessage>> first,
        Func<HttpRequestMessage, Task<HttpResponseMessage>> second)
    {
        try
        {
            return await first(request);
        }
        catch (HttpRequestException)
        {
            return await second(request);
        }
    }

    private static Handling Reading(HttpMessageHandler inner) => new(inner, static async (request, next) =>
    {
        await request.Content!.LoadIntoBufferAsync();
        return await next(request);
    });
}
