namespace SchemaSdk.Tests.Submitting.Guarding;

/// <summary>Tests how the guard against repeated submits recognizes a submit, and that it lets all other requests through.</summary>
public class SubmitMarkTests
{
    [Fact]
    public async Task A_copy_without_options_is_recognized_by_its_header_which_is_never_sent()
    {
        var headers = new List<string>();
        using var stage = Stage.Answered(
            Steps.NotNow(429).After(request => headers.AddRange(request.Headers.Select(header => header.Key))), Steps.Accepted);
        using var client = Guarded.Client(stage, inner => new CopyingHandler(inner) { DropsOptions = true });

        var job = await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Steps.Id, 2), (job.RequestId, stage.Script.Submit.Count));
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(stage.Time.Delays)); // the handler's copy is not sent; only the client retries
        Assert.DoesNotContain("SchemaSdk-Attempt", headers);
    }

    [Fact]
    public async Task A_copy_without_options_and_header_is_not_sent()
    {
        using var stage = Stage.Answered(Steps.Answer(502), Steps.Accepted);
        using var client = Guarded.Client(stage, inner => new CopyingHandler(inner) { DropsOptions = true, DropsHeader = true });

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("without the HttpRequestMessage.Options and the header", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData("POST", "https://model-api.runcomfy.net/v1/models/acme/still")]
    [InlineData("POST", "http://127.0.0.1:5000/behind/v1/models/acme/still")]
    [InlineData("GET", "https://model-api.runcomfy.net/v1/models/acme/still")]
    [InlineData("POST", "https://model-api.runcomfy.net/v1/requests/req-1/cancel")]
    public async Task A_request_that_no_client_made_passes_the_guard_every_time(string method, string address)
    {
        using var stage = Stage.Answered(Steps.Accepted);
        stage.Script.Catalog.Does(Steps.Json("{}"));
        stage.Script.Cancel.Does(Steps.Json("{}"));
        using var http = new HttpMessageInvoker(new ModelSubmitGuard(stage.Script));
        using var first = new HttpRequestMessage(new HttpMethod(method), address);
        using var second = new HttpRequestMessage(new HttpMethod(method), address);

        await http.SendAsync(first, CancellationToken.None);
        await http.SendAsync(second, CancellationToken.None);

        Assert.Equal(2, stage.Script.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_copy_of_an_abandoned_submit_is_not_sent(bool isMarked)
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        var late = new LateHandler(new ModelSubmitGuard(stage.Script)) { IsMarked = isMarked };
        using var client = Guarded.ClientOver(stage, late, inner => inner);

        var submit = client.Still.SubmitAsync("a cat", null, stage.Stop.Token);
        await late.Reached;
        await stage.Stop.CancelAsync();
        await Soon.Throws<OperationCanceledException>(submit);
        await Record.ExceptionAsync(late.SendCopyAsync);

        Assert.Equal(0, stage.Script.Submit.Count);
    }

    private sealed class LateHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task<HttpResponseMessage>? _late;

        public bool IsMarked { get; init; }

        public Task Reached => _reached.Task;

        public Task<HttpResponseMessage> SendCopyAsync()
        {
            _asked.SetResult();
            return _late!;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent("{}"u8.ToArray()) };
            foreach (var (name, value) in IsMarked ? (IDictionary<string, object?>)request.Options : new Dictionary<string, object?>())
            {
                ((IDictionary<string, object?>)copy.Options).Add(name, value);
            }

            // Behaves like a handler that sends a copy after a while, even if the first request was abandoned.
            _late = SendLateAsync(copy);
            _reached.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null!;
        }

        private async Task<HttpResponseMessage> SendLateAsync(HttpRequestMessage copy)
        {
            await _asked.Task;
            return await base.SendAsync(copy, CancellationToken.None);
        }
    }
}
