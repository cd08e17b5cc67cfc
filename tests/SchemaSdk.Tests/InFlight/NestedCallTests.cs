using SchemaSdk.Tests.Ledgers;
using SchemaSdk.Tests.Submitting.Guarding;
using SchemaSdk.Tests.Uploads;
using SchemaSdk.Tests.Uploads.Storing;

namespace SchemaSdk.Tests.InFlight;

/// <summary>Application code that runs during a request must be able to call the client, even at the limit of requests in flight.</summary>
public sealed class NestedCallTests : StageTest
{
    public NestedCallTests() : base(new Stage()) => Script(Stage);

    public static TheoryData<string> Calls => new(CallsByName.Keys);

    private static Dictionary<string, Func<TestClient, Task>> CallsByName { get; } = new()
    {
        ["submit"] = client => client.Still.SubmitAsync("a cat"),
        ["status"] = client => client.Still.Attach(Steps.Id).GetStatusAsync(),
        ["wait"] = client => client.Still.Attach(Steps.Id).WaitAsync(),
        ["run"] = client => client.Still.RunAsync("a cat"),
        ["cancel"] = client => client.Still.Attach(Steps.Id).CancelAsync(),
        ["catalogue"] = client => client.GetModelAsync(StillModel.Id),
    };

    public static TheoryData<bool, string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<bool, string, string>();
            foreach (var (outer, inner) in CallsByName.Keys.SelectMany(outer => CallsByName.Keys.Select(inner => (outer, inner))))
            {
                pairs.Add(false, outer, inner);
                pairs.Add(true, outer, inner);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_token_provider_or_a_handler_of_the_application_may_call_the_client(bool isHandler, string outer, string inner)
    {
        TestClient? client = null;
        var isCalled = 0;
        Stage.Options.ApiToken = null;
        Stage.Options.TokenProvider = async _ =>
        {
            await CallOnceAsync(!isHandler);
            return "a-token";
        };
        using var http = new HttpClient(new Handling(Stage.Script, async (request, next) =>
        {
            await CallOnceAsync(isHandler);
            return await next(request);
        }));
        using var calling = client = new TestClient(http, Stage.Options);

        await Soon.Async(CallsByName[outer](client));

        await AssertLimitOne(client, Stage.Script);

        Task CallOnceAsync(bool isHere) =>
            isHere && Interlocked.Exchange(ref isCalled, 1) == 0 ? CallsByName[inner](client!) : Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_stream_of_a_file_may_call_the_client(string inner)
    {
        using var uploads = new UploadStage();
        Script(uploads.Stage);
        var stream = new ForwardStream(Media.Png(2000)) { Reading = _ => CallsByName[inner](uploads.Stage.Client) };

        await uploads.SubmitAsync(ModelFile.FromStream(stream));

        await AssertLimitOne(uploads.Stage.Client, uploads.Stage.Script);
    }

    [Fact]
    public async Task The_stream_of_a_file_that_is_sent_in_parts_may_submit_such_a_stream_itself()
    {
        const int Size = 1000;
        using var stage = new StorageStage();

        await stage.SubmitAsync(Nested(depth: 6));

        Assert.Equal(6, stage.Server.Calls.Count(static call => call == "POST https://queue.fal.run/acme/files"));

        ModelFile Nested(int depth) => ModelFile.FromStream(new ForwardStream(Media.Png(Size))
        {
            // Submits during the upload, and not while the client reads the first bytes to recognize the media type.
            Reading = read => depth > 1 && read is > 0 and < Size ? stage.SubmitAsync(Nested(depth - 1)) : Task.CompletedTask,
        });
    }

    [Fact]
    public async Task A_call_within_a_request_may_wait_for_another_call_with_its_key_that_waits_for_the_slot()
    {
        var ledger = Shelf.Open(new MemoryStore());
        Stage.Options.Ledger = ledger;
        var (hang, keyed) = (Hang.BeforeBody, new RunOptions { Key = "order-7" });
        Stage.Script.Submit.DoesOnly(hang.Step, Steps.Accepted);
        var outer = Stage.Still.SubmitAsync("a cat");
        await hang.Reached;
        var other = Stage.Still.RunAsync("a cat", keyed);
        await Soon.Until(async () => await ledger.FindAsync("order-7") is not null);

        hang.Answer(Steps.AcceptedAs("req-2").After(_ => Stage.Still.RunAsync("a cat", keyed)));

        await Soon.Async(Task.WhenAll(outer, other));
        await AssertLimitOne(Stage.Client, Stage.Script);
    }

    [Fact]
    public async Task An_estimate_within_a_request_may_wait_for_the_read_of_another_call_that_waits_for_the_slot()
    {
        var hang = Hang.BeforeBody;
        Stage.Script.Submit.DoesOnly(hang.Step);
        var outer = Stage.Still.SubmitAsync("a cat");
        await hang.Reached;
        var other = Stage.Still.EstimateAsync("a cat");

        hang.Answer(Steps.Accepted.After(_ => Stage.Still.EstimateAsync("a cat")));

        await Soon.Async(Task.WhenAll(outer, other));
        await AssertLimitOne(Stage.Client, Stage.Script);
    }

    [Fact]
    public async Task Code_that_a_request_left_running_waits_for_its_turn_like_any_other_call()
    {
        var (begin, late) = (new TaskCompletionSource(), Task.CompletedTask);
        var crowd = new Crowd();
        Stage.Script.Status.DoesOnly(
            Steps.Status("in_progress").After(_ =>
            {
                late = Task.Run(async () =>
                {
                    await begin.Task;
                    await Stage.Still.SubmitAsync("a cat");
                });
            }),
            crowd.Behind(Steps.Status("completed")));

        var wait = Stage.Still.Attach(Steps.Id).WaitAsync();
        await Soon.Until(() => crowd.Now == 1);
        begin.SetResult();
        await Task.Delay(50);
        Assert.False(late.IsCompleted);
        crowd.Open();

        await Soon.Async(wait);
        await Soon.Async(late);
        await AssertLimitOne(Stage.Client, Stage.Script);
    }

    private static void Script(Stage stage)
    {
        stage.Options.MaxRequestsInFlight = 1;
        stage.Script.Submit.Does(Steps.Accepted);
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);
        stage.Script.Cancel.Does(Steps.Json("""{"outcome":"cancelled"}"""));
        stage.Script.Catalog.Does(Steps.Json($$"""{"model_id":"{{StillModel.Id}}"}"""));
    }

    // A request that released its slot twice would let two others begin.
    private static async Task AssertLimitOne(TestClient client, Script script)
    {
        var crowd = new Crowd();
        script.Catalog.DoesOnly(crowd.Behind(Steps.Json($$"""{"model_id":"{{StillModel.Id}}"}""")));
        var reads = Enumerable.Range(0, 20).Select(_ => client.GetModelAsync(StillModel.Id)).ToList();
        await Soon.Until(() => crowd.Now > 0);
        crowd.Open();
        await Soon.Async(Task.WhenAll(reads));
        Assert.Equal(1, crowd.Most);
    }
}
