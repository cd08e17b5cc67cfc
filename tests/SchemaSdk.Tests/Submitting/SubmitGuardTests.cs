using System.Net;
using SchemaSdk.Tests.Bench;
using SchemaSdk.Tests.Submitting.Guarding;

namespace SchemaSdk.Tests.Submitting;

/// <summary>Handlers of the application, as hosting frameworks put them in front of every client.</summary>
public class SubmitGuardTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)] // what the guard is for
    public async Task A_copy_that_is_sent_again_gets_out_only_past_no_guard(bool isGuarded, int sent)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)), Steps.Accepted);
        using var client = Guarded.ClientOver(
            stage, isGuarded ? new ModelSubmitGuard(stage.Script) : stage.Script, inner => new CopyingHandler(inner));

        await Record.ExceptionAsync(() => Soon.Async(client.Still.SubmitAsync("a cat")));

        Assert.Equal(sent, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_submit_whose_copy_was_refused_is_unknown_and_says_why()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(502), Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("a handler of the application tried to send it a second time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_side_by_side_give_the_one_job_that_was_sent()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new HedgingHandler(inner));

        var submit = client.Still.SubmitAsync("a cat");
        await hang.Reached;
        hang.Answer(Steps.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Not_now_stays_not_now_however_often_it_is_asked(int status)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.NotNow(status), Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner));

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 2), (job.RequestId, stage.Script.Submit.Count));
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(stage.Time.Delays));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_handler_that_sends_without_await_is_told_the_same(int status)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.NotNow(status), Steps.Accepted);
        using var client = Guarded.ClientOver(
            stage, new ModelSubmitGuard(new Blocking(stage.Script)), inner => new BlockingCopyingHandler(inner));

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 2), (job.RequestId, stage.Script.Submit.Count));
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(stage.Time.Delays));
    }

    [Fact]
    public async Task What_a_proxy_refuses_for_now_is_no_answer_to_give_again()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(503, """{"message":"Service Unavailable"}""", retryAfter: "7"), Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner));

        await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task What_never_left_may_pass_again_by_the_client_alone()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)), Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new RetryingHandler(inner));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(2, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Two_guards_in_one_chain_let_a_submit_pass()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new ModelSubmitGuard(inner));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Polls_and_cancels_pass_as_often_as_they_like()
    {
        using var stage = new Stage();
        stage.Script.Status.Does(Steps.Answer(502), Steps.Status("in_queue"));
        stage.Script.Cancel.Does(Steps.Answer(502), Steps.Json("""{"outcome":"cancelled"}"""));
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner));
        var job = client.Still.Attach(Steps.Id);

        await Soon.Async(job.GetStatusAsync());
        await Soon.Async(job.CancelAsync());

        Assert.Equal((2, 2), (stage.Script.Status.Count, stage.Script.Cancel.Count));
        Assert.Empty(stage.Time.Delays);
    }

    /// <summary>The same, by the calls that block.</summary>
    private sealed class BlockingCopyingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = await CopyingHandler.CopyAsync(request);
            var response = base.Send(request, cancellationToken);
            return response.StatusCode < HttpStatusCode.BadRequest ? response : base.Send(copy, cancellationToken);
        }
    }

    /// <summary>A handler for the calls that block.</summary>
    private sealed class Blocking(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(request, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Sends the same request again where it fails.</summary>
    private sealed class RetryingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }

    /// <summary>Sends a copy at once and takes the first answer; if that attempt failed, it takes the other.</summary>
    private sealed class HedgingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = await CopyingHandler.CopyAsync(request);
            Task<HttpResponseMessage>[] attempts = [base.SendAsync(request, cancellationToken), base.SendAsync(copy, cancellationToken)];
            var first = await Task.WhenAny(attempts);
            return first.IsCompletedSuccessfully ? await first : await attempts.Single(attempt => attempt != first);
        }
    }
}
