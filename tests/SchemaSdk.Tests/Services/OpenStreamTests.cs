using SchemaSdk.Pipeline.Http;
using SchemaSdk.Tests.Uploads.Storing;

namespace SchemaSdk.Tests.Services;

/// <summary>A client must keep few streams of events open, and must close each one that no call reads.</summary>
public sealed class OpenStreamTests : IDisposable
{
    private const int Most = 16;
    private const string Id = "job-1";

    private readonly StreamingServer _server = new();
    private readonly FakeTime _time = new();
    private readonly TestClient _client;

    public OpenStreamTests()
    {
        var options = new ModelClientOptions { ApiToken = ServiceStage.Token, TimeProvider = _time };
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        _client = new TestClient(ModelService.Fal.Profile, new HttpClient(_server), options);
    }

    public static TheoryData<string> Ends =>
        ["a disposed client", "a client disposed between two changes", "a cancelled wait", "a left loop"];

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_job_beyond_sixteen_streams_is_polled_until_one_of_them_ends()
    {
        var watches = await Task.WhenAll(Enumerable.Range(1, Most).Select(async number =>
        {
            var watch = await WatchAsync($"job-{number}");
            return (Watch: watch, Next: await StreamAsync(watch, $"job-{number}"));
        }));
        var late = await WatchAsync("late");
        var next = late.MoveNextAsync().AsTask();

        _time.Advance(await _time.NextDelayAsync());
        await Soon.Until(() => _server.PollsOf("late") == 2);
        var delay = await _time.NextDelayAsync();
        Assert.False(_server.HasStream("late"));

        await _server.SendAsync(Id, "COMPLETED");
        Assert.True(await Soon.Async(watches[0].Next));
        _time.Advance(delay);
        await Soon.Until(() => _server.HasStream("late"));
        await _server.SendAsync("late", "COMPLETED");

        Assert.True(await Soon.Async(next));
        Assert.Equal(
            (JobState.Succeeded, JobState.Succeeded, 3), (watches[0].Watch.Current.State, late.Current.State, _server.PollsOf("late")));
        Assert.All(Enumerable.Range(1, Most), number => Assert.Equal(1, _server.PollsOf($"job-{number}")));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_stream_is_closed_when_its_call_ends(string end)
    {
        using var stop = new CancellationTokenSource();
        var watch = await WatchAsync(Id, stop.Token);
        var next = await StreamAsync(watch, Id);
        await _server.SendAsync(Id, "IN_QUEUE");
        Assert.True(await Soon.Async(next));

        switch (end)
        {
            case "a left loop":
                await watch.DisposeAsync();
                break;
            case "a cancelled wait":
                next = watch.MoveNextAsync().AsTask();
                await stop.CancelAsync();
                Assert.Equal(Id, (await Soon.Throws<ModelWaitCanceledException>(next)).RequestId);
                break;
            case "a client disposed between two changes":
                _client.Dispose();
                await Soon.Until(() => _server.HasClosedAsync(Id));
                Assert.Equal(Id, (await Soon.Throws<ModelWaitCanceledException>(watch.MoveNextAsync().AsTask())).RequestId);
                break;
            default:
                next = watch.MoveNextAsync().AsTask();
                await Soon.Async(_client.DisposeAsync().AsTask());
                Assert.Equal(Id, (await Soon.Throws<ModelWaitCanceledException>(next)).RequestId);
                break;
        }

        await Soon.Until(() => _server.HasClosedAsync(Id));
    }

    [Fact]
    public async Task A_stream_that_opens_only_after_its_client_is_disposed_is_closed()
    {
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Delay = opening.Task;
        var watch = await WatchAsync(Id);
        var next = await StreamAsync(watch, Id);

        _client.Dispose();
        Assert.Equal(Id, (await Soon.Throws<ModelWaitCanceledException>(next)).RequestId);
        opening.SetResult();

        await Soon.Until(() => _server.HasClosedAsync(Id));
    }

    [Fact]
    public async Task A_clock_that_throws_when_a_stream_is_opened_does_not_use_up_the_streams()
    {
        var time = new BrokenTime();
        using var client = new TestClient(
            ModelService.Fal.Profile,
            new HttpClient(_server),
            new ModelClientOptions { ApiToken = ServiceStage.Token, TimeProvider = time });
        time.FailsToStart = static (_, delay) => delay == Timeout.InfiniteTimeSpan;
        foreach (var number in Enumerable.Range(0, Most))
        {
            await using var broken = client.Still.Attach($"job-{number}").WatchAsync().GetAsyncEnumerator();
            Assert.True(await Soon.Async(broken.MoveNextAsync().AsTask()));
            Assert.IsType<FormatException>((await Soon.Throws<ModelException>(broken.MoveNextAsync().AsTask())).InnerException);
        }

        time.FailsToStart = static (_, _) => false;
        await using var watch = client.Still.Attach("late").WatchAsync().GetAsyncEnumerator();
        Assert.True(await Soon.Async(watch.MoveNextAsync().AsTask()));
        var next = await StreamAsync(watch, "late");
        await _server.SendAsync("late", "COMPLETED");

        Assert.True(await Soon.Async(next));
    }

    [Fact]
    public async Task An_event_without_an_end_is_read_up_to_the_limit_of_an_answer()
    {
        using var stage = new ServiceStage(ModelService.Fal.Profile);
        using var endless = new LongStream(long.MaxValue);
        stage.Server.Answers(202, """{"status":"IN_PROGRESS"}""");
        stage.Server.Streams(endless);
        stage.Server.Answers((200, """{"status":"COMPLETED"}"""), (200, "7"));

        await using var watch = stage.Client.Still.Attach(Id).WatchAsync().GetAsyncEnumerator();
        Assert.True(await Soon.Async(watch.MoveNextAsync().AsTask()));
        Assert.True(await Soon.Async(watch.MoveNextAsync().AsTask()));

        Assert.Equal(JobState.Succeeded, watch.Current.State);
        Assert.InRange(endless.Position, CappedBody.MaxBytes, 2L * CappedBody.MaxBytes);
    }

    // The first status comes from a poll and not from the stream.
    private async Task<IAsyncEnumerator<JobStatus>> WatchAsync(string id, CancellationToken stop = default)
    {
        var watch = _client.Still.Attach(id).WatchAsync(stop).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await Soon.Async(watch.MoveNextAsync().AsTask()));
        return watch;
    }

    private async Task<Task<bool>> StreamAsync(IAsyncEnumerator<JobStatus> watch, string id)
    {
        var next = watch.MoveNextAsync().AsTask();
        await Soon.Until(() => _server.HasStream(id));
        return next;
    }
}
