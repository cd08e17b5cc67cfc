using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting;

/// <summary>The client is disposed while a submit is on its way: whatever the service accepted is paid for, and its id is told.</summary>
public class SubmitDisposeTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static TheoryData<bool> Ways => [true, false];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_whose_answer_comes_then_ends_with_its_id(bool isAsync)
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        var run = stage.Still.RunAsync("a cat");
        await hang.Reached;

        var disposing = Dispose(stage.Client, isAsync);
        hang.Answer(Steps.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Throws<ModelWaitCanceledException>(run)).RequestId);
        await Soon.Async(disposing);
        Assert.Single(stage.Script.Requests);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_submit_whose_answer_comes_then_gives_its_job(bool isAsync)
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        var submit = stage.Still.SubmitAsync("a cat");
        await hang.Reached;

        var disposing = Dispose(stage.Client, isAsync);
        hang.Answer(Steps.Accepted);
        var job = await Soon.Async(submit);

        await Soon.Async(disposing);
        Assert.Equal(Steps.Id, job.RequestId);
        await Soon.Throws<ModelWaitCanceledException>(job.WaitAsync());
    }

    [Fact]
    public async Task DisposeAsync_is_over_when_the_ids_are_known_and_logged()
    {
        using var stage = new Stage(skipsDelays: false);
        using var log = new ListLog();
        stage.Options.LoggerFactory = log;
        Hang[] hangs = [Hang.AfterBody, Hang.AfterBody];
        stage.Script.Submit.Does(hangs[0].Step, hangs[1].Step);
        var submits = hangs.Select(_ => stage.Still.SubmitAsync("a cat")).ToList();
        await Task.WhenAll(hangs.Select(hang => hang.Reached));

        var disposing = stage.Client.DisposeAsync().AsTask();
        hangs[0].Answer(Steps.Accepted);
        await Soon.Async(Task.WhenAny(submits));
        Assert.False(disposing.IsCompleted);
        hangs[1].Answer(Steps.Accepted);

        await Soon.Async(disposing);
        Assert.Equal(2, log.Lines.Count(line => line.Contains($"Request {Steps.Id} of", StringComparison.Ordinal)));
        await Soon.Async(Task.WhenAll(submits));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Without_an_answer_in_five_seconds_it_is_unknown(bool isAsync)
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        var run = stage.Still.RunAsync("a cat");
        await hang.Reached;

        var disposing = Dispose(stage.Client, isAsync);
        await stage.Time.LimitAsync(Grace);
        stage.Time.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.Equal((false, !isAsync), (run.IsCompleted, disposing.IsCompleted));
        stage.Time.Advance(TimeSpan.FromTicks(1));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Contains("disposed", error.Message, StringComparison.Ordinal);
        await Soon.Async(disposing);
    }

    [Fact]
    public async Task While_it_is_disposed_of_no_call_begins_and_waits_have_ended()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        stage.Script.Status.Does(Steps.Status("in_queue"));
        var wait = stage.Still.Attach("req-0").WaitAsync();
        await Soon.Until(() => stage.Client.Waiting == 1);
        var submit = stage.Still.SubmitAsync("a cat");
        await hang.Reached;

        var disposing = stage.Client.DisposeAsync().AsTask();

        Assert.Equal("req-0", (await Soon.Throws<ModelWaitCanceledException>(wait)).RequestId);
        await Soon.Throws<ObjectDisposedException>(stage.Still.SubmitAsync("a dog"));
        Assert.Equal((false, 1), (disposing.IsCompleted, stage.Script.Submit.Count));
        hang.Answer(Steps.Accepted);
        await Soon.Async(Task.WhenAll(disposing, submit));
    }

    [Fact]
    public async Task Refused_then_the_refusal_is_told()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        var run = stage.Still.RunAsync("a cat");
        await hang.Reached;

        var disposing = stage.Client.DisposeAsync().AsTask();
        hang.Answer(Steps.Answer(402));

        Assert.Equal(402, (await Soon.Throws<ModelApiException>(run)).StatusCode);
        await Soon.Async(disposing);
    }

    [Fact]
    public async Task Refused_for_now_it_is_not_sent_again()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        var run = stage.Still.RunAsync("a cat");
        await hang.Reached;

        var disposing = stage.Client.DisposeAsync().AsTask();
        hang.Answer(Steps.Answer(429));

        await Soon.Throws<ObjectDisposedException>(run);
        await Soon.Async(disposing);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_derived_client_that_disposes_of_its_connections_loses_no_id()
    {
        var hang = Hang.AfterBody;
        var script = new Script();
        script.Submit.Does(hang.Step);
        var client = new OwningClient(new HttpClient(script) { Timeout = Timeout.InfiniteTimeSpan });
        var submit = new StillModel(client).SubmitAsync("a cat");
        await hang.Reached;

        var disposing = client.DisposeAsync().AsTask();
        Assert.Equal(0, client.Disposals);
        hang.Answer(Steps.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        await Soon.Async(disposing);
        Assert.Equal(1, client.Disposals);
    }

    [Fact]
    public async Task To_dispose_of_it_again_is_to_wait_for_the_same()
    {
        using var stage = new Stage(skipsDelays: false);
        var hang = Hang.AfterBody;
        stage.Script.Submit.Does(hang.Step);
        var submit = stage.Still.SubmitAsync("a cat");
        await hang.Reached;

        stage.Client.Dispose();
        Task[] disposing = [stage.Client.DisposeAsync().AsTask(), stage.Client.DisposeAsync().AsTask()];
        Assert.All(disposing, task => Assert.False(task.IsCompleted));
        hang.Answer(Steps.Accepted);

        await Soon.Async(Task.WhenAll([.. disposing, submit]));
        Assert.True(stage.Client.DisposeAsync().IsCompletedSuccessfully);
    }

    private static Task Dispose(ModelClient client, bool isAsync)
    {
        if (isAsync)
        {
            return client.DisposeAsync().AsTask();
        }

        client.Dispose();
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
