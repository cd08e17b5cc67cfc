using SchemaSdk.Tests.Ledgers;

namespace SchemaSdk.Tests;

/// <summary>Dispose must end the calls of a client without running application code on the disposing thread.</summary>
public class DisposeTests
{
    public static TheoryData<string> Calls => new(CallsByName.Keys);

    private static Dictionary<string, Func<Stage, Task>> CallsByName { get; } = new()
    {
        ["wait"] = stage => stage.Still.Attach(Steps.Id).WaitAsync(),
        ["status"] = stage => stage.Still.Attach(Steps.Id).GetStatusAsync(),
        ["cancel"] = stage => stage.Still.Attach(Steps.Id).CancelAsync(),
        ["catalogue"] = stage => stage.Client.GetModelAsync(StillModel.Id),
        ["submit"] = stage => stage.Still.SubmitAsync("a cat"),
        ["download"] = stage => stage.Client.DownloadAsync(ModelFile.FromUrl("https://files.runcomfy.net/a.png"), Stream.Null),
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_callback_that_blocks_delays_neither_Dispose_nor_other_calls(string call)
    {
        using var stage = new Stage(skipsDelays: false);
        var release = new ManualResetEventSlim();
        using var reached = new SemaphoreSlim(0);
        AnswerAll(stage, Registering(release.Wait, reached));
        var blocked = CallsByName[call](stage);
        var other = CallsByName["status"](stage);
        await Soon.Async(Task.WhenAll(reached.WaitAsync(), reached.WaitAsync()));

        try
        {
            await Soon.Async(OnNewThread(stage.Client.Dispose));
            await Soon.Throws<ModelWaitCanceledException>(other);
            await LastAnswer(stage, call);
        }
        finally
        {
            release.Set();
        }

        Assert.IsNotType<TimeoutException>(await Assert.ThrowsAnyAsync<Exception>(() => Soon.Async(blocked)));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_callback_that_throws_does_not_break_Dispose_and_is_logged(string call)
    {
        using var stage = new Stage(skipsDelays: false);
        using var log = stage.Logged();
        using var reached = new SemaphoreSlim(0);
        AnswerAll(stage, Registering(() => throw new InvalidTimeZoneException("of the application"), reached));
        var ending = CallsByName[call](stage);
        await Soon.Async(reached.WaitAsync());

        stage.Client.Dispose();

        await LastAnswer(stage, call);
        await Assert.ThrowsAnyAsync<Exception>(() => Soon.Async(ending));
        await Soon.Until(() => log.Lines.ToArray().Any(line => line.Contains("threw InvalidTimeZoneException", StringComparison.Ordinal)
            || line.Contains("threw AggregateException", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_continuation_of_a_call_does_not_run_in_Dispose(string call)
    {
        using var stage = new Stage(skipsDelays: false);
        using var reached = new SemaphoreSlim(0);
        AnswerAll(stage, Registering(() => { }, reached));
        var then = ThreadOfContinuation(CallsByName[call](stage));
        await Soon.Async(reached.WaitAsync());

        var disposing = await Soon.Async(OnNewThread(stage.Client.Dispose));

        await LastAnswer(stage, call);
        Assert.NotEqual(disposing, await Soon.Async(then));
    }

    [Fact]
    public async Task A_continuation_of_a_wait_between_two_submits_does_not_run_in_Dispose()
    {
        using var stage = Stage.Answered(Steps.Answer(429, "", retryAfter: "60")).Delayed();
        var then = ThreadOfContinuation(stage.Still.SubmitAsync("a cat"));
        await stage.Time.NextDelayAsync();

        var disposing = await Soon.Async(OnNewThread(stage.Client.Dispose));

        Assert.NotEqual(disposing, await Soon.Async(then));
    }

    [Fact]
    public async Task A_continuation_of_a_wait_whose_end_is_being_recorded_does_not_run_in_Dispose()
    {
        var ledger = new HeldLedger(Shelf.Open(new MemoryStore()), LedgerState.Ended);
        using var stage = Shelf.Accepting(ledger);
        var then = ThreadOfContinuation(stage.Still.RunAsync("a cat"));
        await ledger.Reached;

        var disposing = await Soon.Async(OnNewThread(stage.Client.Dispose));

        Assert.NotEqual(disposing, await Soon.Async(then));
        ledger.Go();
    }

    [Fact]
    public async Task A_continuation_of_a_download_by_the_clients_own_HttpClient_does_not_run_in_Dispose()
    {
        using var stop = new ManualResetEventSlim();
        using var server = new LoopbackServer(_ =>
        {
            stop.Wait();
            return [];
        });
        using var client = new TestClient(null, new ModelClientOptions { ApiToken = Stage.Token, BaseAddress = server.Address });
        var download = client.DownloadAsync(ModelFile.FromUrl(new Uri(server.Address, "a.png").AbsoluteUri), Stream.Null);
        var then = ThreadOfContinuation(download);
        await Task.Delay(50);

        var disposing = await Soon.Async(OnNewThread(client.Dispose));

        Assert.NotEqual(disposing, await Soon.Async(then));
        stop.Set();
        Assert.Contains("the client was disposed", (await Soon.Throws<ModelDownloadException>(download)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_source_that_blocks_when_it_is_canceled_does_not_delay_Dispose()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        using var release = new ManualResetEventSlim();
        var asked = new TaskCompletionSource();
        var runs = stage.Still.RunManyAsync(Source()).GetAsyncEnumerator();
        var next = runs.MoveNextAsync().AsTask();
        await Soon.Async(asked.Task);

        await Soon.Async(OnNewThread(stage.Client.Dispose));

        release.Set();
        await Soon.Throws<ObjectDisposedException>(next);

        async IAsyncEnumerable<string> Source(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await using var registration = cancellation.Register(release.Wait);
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            yield return "a cat";
        }
    }

    // A disposed client waits up to five seconds for the answer to a submit.
    private static async Task LastAnswer(Stage stage, string call)
    {
        if (call == "submit")
        {
            await stage.Time.LimitAsync(TimeSpan.FromSeconds(5));
            stage.Time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    private static void AnswerAll(Stage stage, Step step)
    {
        var script = stage.Script;
        Array.ForEach([script.Submit, script.Status, script.Cancel, script.Catalog, script.File], call => call.Does(step));
    }

    private static Step Registering(Action atEnd, SemaphoreSlim reached) => async (request, cancellation) =>
    {
        await Steps.ReadBody(request, CancellationToken.None);
        var never = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => never.TrySetCanceled(cancellation));
        cancellation.Register(atEnd);
        reached.Release();
        return await never.Task;
    };

    // The continuation runs on the thread that completes the call, unless the call runs its continuations asynchronously.
    private static Task<int> ThreadOfContinuation(Task call) => call.ContinueWith(
        _ => Environment.CurrentManagedThreadId,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static Task<int> OnNewThread(Action action)
    {
        var end = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(Run) { IsBackground = true };
        thread.Start();
        return end.Task;

        void Run()
        {
            try
            {
                action();
                end.SetResult(Environment.CurrentManagedThreadId);
            }
            catch (Exception exception)
            {
                end.SetException(exception);
            }
        }
    }
}
