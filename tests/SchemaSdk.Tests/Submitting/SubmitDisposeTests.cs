namespace SchemaSdk.Tests.Submitting;

/// <summary>
/// Tests disposal of the client during a submit. Every job that the service accepts is charged, so its request id must be reported.
/// </summary>
public sealed class SubmitDisposeTests : StageTest
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Hang _answer = Hang.AfterBody;

    public SubmitDisposeTests() : base(new Stage(skipsDelays: false)) => Stage.Script.Submit.Does(_answer.Step);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_submit_that_is_accepted_during_disposal_returns_its_job_whose_wait_ends_with_the_request_id(
        bool isRun, bool isAsync)
    {
        Task wait = isRun ? Stage.Still.RunAsync("a cat") : SubmitAndWaitAsync();
        await _answer.Reached;

        var disposing = BeginDisposing(isAsync);
        _answer.Answer(Steps.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Throws<ModelWaitCanceledException>(wait)).RequestId);
        await Soon.Async(disposing);
        Assert.Single(Stage.Script.Requests);

        async Task SubmitAndWaitAsync()
        {
            var job = await Stage.Still.SubmitAsync("a cat");
            Assert.Equal(Steps.Id, job.RequestId);
            await job.WaitAsync();
        }
    }

    [Fact]
    public async Task DisposeAsync_completes_once_all_request_ids_are_known_and_logged()
    {
        using var log = Stage.Logged();
        var second = Hang.AfterBody;
        Stage.Script.Submit.Does(second.Step);
        Task[] submits = [Stage.Still.SubmitAsync("a cat"), Stage.Still.SubmitAsync("a cat")];
        await Task.WhenAll(_answer.Reached, second.Reached);

        var disposing = Stage.Client.DisposeAsync().AsTask();
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
        var run = Stage.Still.RunAsync("a cat");
        await _answer.Reached;

        var disposing = BeginDisposing(isAsync);
        await Stage.Time.LimitAsync(Grace);
        Stage.Time.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.Equal((false, !isAsync), (run.IsCompleted, disposing.IsCompleted));
        Stage.Time.Advance(TimeSpan.FromTicks(1));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Contains("disposed", error.Message, StringComparison.Ordinal);
        await Soon.Async(disposing);
    }

    [Fact]
    public async Task During_disposal_no_call_begins_and_every_wait_has_ended()
    {
        Stage.Script.Status.Does(Steps.Status("in_queue"));
        var wait = Stage.Still.Attach("req-0").WaitAsync();
        await Soon.Until(() => Stage.Time.Waiting == 1);
        var submit = Stage.Still.SubmitAsync("a cat");
        await _answer.Reached;

        var disposing = Stage.Client.DisposeAsync().AsTask();

        Assert.Equal("req-0", (await Soon.Throws<ModelWaitCanceledException>(wait)).RequestId);
        await Soon.Throws<ObjectDisposedException>(Stage.Still.SubmitAsync("a dog"));
        Assert.Equal((false, 1), (disposing.IsCompleted, Stage.Script.Submit.Count));
        _answer.Answer(Steps.Accepted);
        await Soon.Async(Task.WhenAll(disposing, submit));
    }

    [Theory]
    [InlineData(402, typeof(ModelApiException))]
    [InlineData(429, typeof(ObjectDisposedException))]
    public async Task A_submit_that_is_refused_during_disposal_is_not_retried(int status, Type thrown)
    {
        var run = Stage.Still.RunAsync("a cat");
        await _answer.Reached;

        var disposing = Stage.Client.DisposeAsync().AsTask();
        _answer.Answer(Steps.Answer(status));
        var error = await Record.ExceptionAsync(() => Soon.Async(run));

        Assert.IsType(thrown, error);
        Assert.Equal(status, (error as ModelApiException)?.StatusCode ?? status);
        await Soon.Async(disposing);
        Assert.Equal(1, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_derived_client_that_disposes_its_connections_loses_no_request_id()
    {
        var client = new OwningClient(Stage.Http);
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
        var submit = Stage.Still.SubmitAsync("a cat");
        await _answer.Reached;

        Stage.Client.Dispose();
        Task[] disposing = [Stage.Client.DisposeAsync().AsTask(), Stage.Client.DisposeAsync().AsTask()];
        Assert.All(disposing, task => Assert.False(task.IsCompleted));
        _answer.Answer(Steps.Accepted);

        await Soon.Async(Task.WhenAll([.. disposing, submit]));
        Assert.True(Stage.Client.DisposeAsync().IsCompletedSuccessfully);
    }

    private Task BeginDisposing(bool isAsync)
    {
        if (isAsync)
        {
            return Stage.Client.DisposeAsync().AsTask();
        }

        Stage.Client.Dispose();
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
