using System.Net;
using SchemaSdk.Tests.Bench;

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
        using var client = ClientOver(stage, isGuarded ? new ModelSubmitGuard(stage.Script) : stage.Script, inner => new CopyingHandler(inner));

        await Record.ExceptionAsync(() => Soon.Async(client.Still.SubmitAsync("a cat")));

        Assert.Equal(sent, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_submit_whose_copy_was_refused_is_unknown_and_says_why()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(502), Steps.Accepted);
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("a handler of the application tried to send it a second time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_side_by_side_give_the_one_job_that_was_sent()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new HedgingHandler(inner));

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
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner));

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
        using var client = ClientOver(stage, new ModelSubmitGuard(new Blocking(stage.Script)), inner => new BlockingCopyingHandler(inner));

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 2), (job.RequestId, stage.Script.Submit.Count));
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(stage.Time.Delays));
    }

    [Fact]
    public async Task What_a_proxy_refuses_for_now_is_no_answer_to_give_again()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(503, """{"message":"Service Unavailable"}""", retryAfter: "7"), Steps.Accepted);
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner));

        await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task What_never_left_may_pass_again_by_the_client_alone()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)), Steps.Accepted);
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new RetryingHandler(inner));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(2, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Two_guards_in_one_chain_let_a_submit_pass()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Accepted);
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new ModelSubmitGuard(inner));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Polls_and_cancels_pass_as_often_as_they_like()
    {
        using var stage = new Stage();
        stage.Script.Status.Does(Steps.Answer(502), Steps.Status("in_queue"));
        stage.Script.Cancel.Does(Steps.Answer(502), Steps.Json("""{"outcome":"cancelled"}"""));
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner));
        var job = client.Still.Attach(Steps.Id);

        await Soon.Async(job.GetStatusAsync());
        await Soon.Async(job.CancelAsync());

        Assert.Equal((2, 2), (stage.Script.Status.Count, stage.Script.Cancel.Count));
        Assert.Empty(stage.Time.Delays);
    }

    [Fact]
    public async Task A_copy_without_its_options_is_known_by_its_header_which_never_gets_out()
    {
        using var stage = new Stage();
        var headers = new List<string>();
        stage.Script.Submit.Does(
            (request, cancellation) =>
            {
                headers.AddRange(request.Headers.Select(header => header.Key));
                return Steps.NotNow(429)(request, cancellation);
            },
            Steps.Accepted);
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner) { DropsOptions = true });

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 2), (job.RequestId, stage.Script.Submit.Count));
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(stage.Time.Delays)); // the second one is the client's
        Assert.DoesNotContain("SchemaSdk-Attempt", headers);
    }

    [Fact]
    public async Task A_copy_without_options_and_header_does_not_get_out()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(502), Steps.Accepted);
        using var client = ClientOver(
            stage, new ModelSubmitGuard(stage.Script), inner => new CopyingHandler(inner) { DropsOptions = true, DropsHeader = true });

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("a handler of the application sent a copy without its mark", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData("POST", "https://model-api.runcomfy.net/v1/models/acme/still", false)]
    [InlineData("POST", "http://127.0.0.1:5000/behind/v1/models/acme/still", false)]
    [InlineData("GET", "https://model-api.runcomfy.net/v1/models/acme/still", true)]
    [InlineData("POST", "https://model-api.runcomfy.net/v1/requests/req-1/cancel", true)]
    public async Task A_post_to_a_model_that_no_client_made_does_not_get_out(string method, string address, bool passes)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Accepted);
        stage.Script.Catalog.Does(Steps.Json("{}"));
        stage.Script.Cancel.Does(Steps.Json("{}"));
        using var http = new HttpMessageInvoker(new ModelSubmitGuard(stage.Script));
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        var error = await Record.ExceptionAsync(() => http.SendAsync(request, CancellationToken.None));

        Assert.Equal((passes, passes ? 1 : 0), (error is null, stage.Script.Requests.Count));
        Assert.True(passes || error is HttpRequestException);
    }

    [Fact]
    public async Task A_late_copy_of_a_submit_that_was_given_up_does_not_get_out()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(Steps.Accepted);
        using var stop = new CancellationTokenSource();
        var late = new LateHandler(new ModelSubmitGuard(stage.Script));
        using var client = ClientOver(stage, late, inner => inner);

        var submit = client.Still.SubmitAsync("a cat", null, stop.Token);
        await late.Reached;
        await stop.CancelAsync();
        await Soon.Throws<OperationCanceledException>(submit);
        await Record.ExceptionAsync(late.SendCopyAsync);

        Assert.Equal(0, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Not_now_to_a_copy_that_a_handler_behind_the_guard_made_is_unknown()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(502), Steps.NotNow(429), Steps.Accepted);
        using var client = ClientOver(stage, new ModelSubmitGuard(new CopyingHandler(stage.Script)), inner => inner);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("to a copy that a handler of the application made", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, stage.Script.Submit.Count); // which nobody can prevent; but no third
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_id_that_came_past_the_guard_is_not_lost_to_a_handler_that_throws(bool disposes)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Accepted);
        using var client = ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new ThrowingHandler(inner, disposes));

        var error = await Record.ExceptionAsync(() => Soon.Async(client.Still.SubmitAsync("a cat")));

        Assert.Equal((disposes, 1), (error is ModelSubmissionUnknownException, stage.Script.Submit.Count));
        Assert.Equal(!disposes, error is null);
    }

    private static TestClient ClientOver(Stage stage, HttpMessageHandler inner, Func<HttpMessageHandler, HttpMessageHandler> foreign) =>
        new(new HttpClient(foreign(inner)) { Timeout = Timeout.InfiniteTimeSpan }, stage.Options);

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        ((IDictionary<string, object?>)copy.Options).Clear();
        foreach (var (name, value) in (IDictionary<string, object?>)request.Options)
        {
            ((IDictionary<string, object?>)copy.Options).Add(name, value);
        }

        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync();
            copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync());
        }

        return copy;
    }

    /// <summary>Sends a copy where the first fails, or is answered with an error.</summary>
    private sealed class CopyingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public bool DropsOptions { get; init; }

        public bool DropsHeader { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = await CopyAsync(request);
            if (DropsOptions)
            {
                ((IDictionary<string, object?>)copy.Options).Clear();
            }

            if (DropsHeader)
            {
                copy.Headers.Remove("SchemaSdk-Attempt");
            }

            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.StatusCode < HttpStatusCode.BadRequest)
                {
                    return response;
                }
            }
            catch (HttpRequestException)
            {
            }

            return await base.SendAsync(copy, cancellationToken);
        }
    }

    /// <summary>Throws once it has the answer, as one does whose log is full.</summary>
    private sealed class ThrowingHandler(HttpMessageHandler inner, bool disposes) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (disposes)
            {
                response.Dispose();
            }

            throw new IOException("The disk is full.");
        }
    }

    /// <summary>Sends nothing until it is asked to, and then a copy.</summary>
    private sealed class LateHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private HttpRequestMessage? _copy;

        public Task Reached => _reached.Task;

        public Task<HttpResponseMessage> SendCopyAsync() => base.SendAsync(_copy!, CancellationToken.None);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // Its body is made here, and not read from the client's.
            _copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent("{}"u8.ToArray()) };
            foreach (var (name, value) in (IDictionary<string, object?>)request.Options)
            {
                ((IDictionary<string, object?>)_copy.Options).Add(name, value);
            }

            _reached.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null!;
        }
    }

    /// <summary>The same, by the calls that block.</summary>
    private sealed class BlockingCopyingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = await CopyAsync(request);
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

    /// <summary>Sends a copy at once, and takes whichever is answered; a failed one is no answer.</summary>
    private sealed class HedgingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = await CopyAsync(request);
            Task<HttpResponseMessage>[] attempts = [base.SendAsync(request, cancellationToken), base.SendAsync(copy, cancellationToken)];
            var first = await Task.WhenAny(attempts);
            return first.IsCompletedSuccessfully ? await first : await attempts.Single(attempt => attempt != first);
        }
    }
}
