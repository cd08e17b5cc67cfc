namespace SchemaSdk.Tests.Submitting;

/// <summary>
/// Tests disposal of the client during a submit. Every job that the service accepts is charged, so its request id must be reported.
/// </summary>
public sealed class SubmitDisposeTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Stage _stage = new(skipsDelays: false);
    private readonly Hang _answer = Hang.AfterBody;

    public SubmitDisposeTests() => _stage.Script.Submit.Does(_answer.Step);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_submit_that_is_accepted_during_disposal_returns_its_job_whose_wait_ends_with_the_request_id(
        bool isRun, bool isAsync)
    {
        Task wait = isRun ? _stage.Still.RunAsync("a cat") : SubmitAndWaitAsync();
        await _answer.Reached;

        var disposing = BeginDisposing(isAsync);
        _answer.Answer(Steps.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Throws<ModelWaitCanceledException>(wait)).RequestId);
        await Soon.Async(disposing);
        Assert.Single(_stage.Script.Requests);

        async Task SubmitAndWaitAsync()
        {
            var job = await _stage.Still.SubmitAsync("a cat");
            Assert.Equal(Steps.Id, job.RequestId);
            await job.WaitAsync();
        }
    }

    [Fact]
    public async Task DisposeAsync_completes_once_all_request_ids_are_known_and_logged()
    {
        using var log = new ListLog();
        _stage.Options.LoggerFactory = log;
        var second = Hang.AfterBody;
        _stage.Script.Submit.Does(second.Step);
        Task[] submits = [_stage.Still.SubmitAsync("a cat"), _stage.Still.SubmitAsync("a cat")];
        await Task.WhenAll(_answer.Reached, second.Reached);

        var disposing = _stage.Client.DisposeAsync().AsTask();
        _answer.Answer(Steps.Accepted);
        await Soon.Async(Task.WhenAny(submits));
        Assert.False(disposing.IsCompleted);
        second.Answer(Steps.Accepted);

        await Soon.Async(disposing);
        Assert.Equal(2, log.Lines.Count(line => line.Contains($"Request {Steps.Id} of", StringComparison.Ordinal)));
        await Soon.Async(Task.WhenAll(submits));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submit_without_an_answer_five_seconds_after_disposal_is_unknown(bool isAsync)
    {
        var run = _stage.Still.RunAsync("a cat");
        await _answer.Reached;

        var disposing = BeginDisposing(isAsync);
        await _stage.Time.LimitAsync(Grace);
        _stage.Time.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.Equal((false, !isAsync), (run.IsCompleted, disposing.IsCompleted));
        _stage.Time.Advance(TimeSpan.FromTicks(1));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Contains("disposed", error.Message, StringComparison.Ordinal);
        await Soon.Async(disposing);
    }

    [Fact]
    public async Task During_disposal_no_call_begins_and_every_wait_has_ended()
    {
        _stage.Script.Status.Does(Steps.Status("in_queue"));
        var wait = _stage.Still.Attach("req-0").WaitAsync();
        await Soon.Until(() => _stage.Time.Waiting == 1);
        var submit = _stage.Still.SubmitAsync("a cat");
        await _answer.Reached;

        var disposing = _stage.Client.DisposeAsync().AsTask();

        Assert.Equal("req-0", (await Soon.Throws<ModelWaitCanceledException>(wait)).RequestId);
        await Soon.Throws<ObjectDisposedException>(_stage.Still.SubmitAsync("a dog"));
        Assert.Equal((false, 1), (disposing.IsCompleted, _stage.Script.Submit.Count));
        _answer.Answer(Steps.Accepted);
        await Soon.Async(Task.WhenAll(disposing, submit));
    }

    [Theory]
    [InlineData(402, typeof(ModelApiException))]
    [InlineData(429, typeof(ObjectDisposedException))]
    public async Task A_submit_that_is_refused_during_disposal_is_not_retried(int status, Type thrown)
    {
        var run = _stage.Still.RunAsync("a cat");
        await _answer.Reached;

        var disposing = _stage.Client.DisposeAsync().AsTask();
        _answer.Answer(Steps.Answer(status));
        var error = await Record.ExceptionAsync(() => Soon.Async(run));

        Assert.IsType(thrown, error);
        Assert.Equal(status, (error as ModelApiException)?.StatusCode ?? status);
        await Soon.Async(disposing);
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_derived_client_that_disposes_its_connections_loses_no_request_id()
    {
        var client = new OwningClient(_stage.Http);
        var submit = new StillModel(client).SubmitAsync("a cat");
        await _answer.Reached;

        var disposing = client.DisposeAsync().AsTask();
        Assert.Equal(0, client.Disposals);
        _answer.Answer(Steps.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        await Soon.Async(disposing);
        Assert.Equal(1, client.Disposals);
    }

    [Fact]
    public async Task Every_disposal_waits_for_the_same_submits()
    {
        var submit = _stage.Still.SubmitAsync("a cat");
        await _answer.Reached;

        _stage.Client.Dispose();
        Task[] disposing = [_stage.Client.DisposeAsync().AsTask(), _stage.Client.DisposeAsync().AsTask()];
        Assert.All(disposing, task => Assert.False(task.IsCompleted));
        _answer.Answer(Steps.Accepted);

        await Soon.Async(Task.WhenAll([.. disposing, submit]));
        Assert.True(_stage.Client.DisposeAsync().IsCompletedSuccessfully);
    }

    public void Dispose() => _stage.Dispose();

    private Task BeginDisposing(bool isAsync)
    {
        if (isAsync)
        {
            return _stage.Client.DisposeAsync().AsTask();
        }

        _stage.Client.Dispose();
        return Task.CompletedTask;
    }

    private sealed class OwningClient : ModelClient
    {
        private readonly HttpClient _http;

        public OwningClient(HttpClient http)
            : base(http, new ModelClientOptions { ApiToken = Stage.Token }) => _http = http;

        public int Disposals { get; private set; }

        protected override ModelInfo? FindModel(string modelId) => null;

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            _http.Dispose();
            base.Dispose(disposing);
        }
    }
}
