using System.IO.Pipelines;

namespace SchemaSdk.Tests.Services;

/// <summary>
/// Tests a service that sends a job's changes as events. A call that watches the job receives them between two polls.
/// </summary>
public sealed class StreamTests : FalAndReplicateTest
{
    private const string Id = "764cabcf-b745-4b3e-ae38-1200304cf45b";
    private const string At = $"https://queue.fal.run/acme/still/requests/{Id}";
    private const string Done = """{"status":"COMPLETED"}""";
    private const string Running = """{"status":"IN_PROGRESS"}""";
    private const string Poll = $"GET {At}/status?logs=1";
    private const string Events = $"GET {At}/status/stream?logs=1";

    [Fact]
    public async Task Events_bring_each_change_and_the_logs_without_a_poll()
    {
        var pipe = new Pipe();
        AtFal.Time.SkipsDelays = false;
        AtFal.Server.Answers(202, """{"status":"IN_QUEUE","queue_position":1}""");
        AtFal.Server.Streams(pipe.Reader.AsStream());
        AtFal.Server.Answers(200, "7");
        await using var watch = AtFal.Client.Still.Attach(Id).WatchAsync().GetAsyncEnumerator();
        Assert.True(await Soon.Async(watch.MoveNextAsync().AsTask()));

        var first = await NextAsync(Status("IN_PROGRESS", "loading"));
        var second = await NextAsync(Status("IN_PROGRESS", "step 1", "step 2"));
        var last = await NextAsync(Status("COMPLETED", "done"));

        Assert.Equal((JobState.InProgress, "loading\n"), (first.State, first.NewLogs));
        Assert.Equal((JobState.InProgress, "step 1\nstep 2\n"), (second.State, second.NewLogs));
        Assert.Equal((JobState.Succeeded, "done\n"), (last.State, last.NewLogs));
        Assert.Equal([Poll, Events, $"GET {At}"], AtFal.Calls);

        async Task<JobStatus> NextAsync(string status)
        {
            var next = watch.MoveNextAsync().AsTask();
            await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(status));
            Assert.True(await Soon.Async(next));
            return watch.Current;
        }
    }

    [Fact]
    public async Task Polls_bring_the_new_part_of_the_logs_if_the_service_has_no_stream()
    {
        AtFal.Server.Answers(202, """{"status":"IN_PROGRESS","logs":[{"message":"a"}]}""");
        AtFal.Server.Answers((404, ""), (202, """{"status":"IN_PROGRESS","logs":[{"message":"a"},{"message":"b"}]}"""));
        AtFal.Server.Streams("");
        AtFal.Server.Answers((200, """{"status":"COMPLETED","logs":[{"message":"a"},{"message":"b"},{"message":"c"}]}"""), (200, "7"));

        var statuses = await AllAsync();

        Assert.Equal(["a\n", "b\n", "c\n"], statuses.Select(static status => status.NewLogs));
        Assert.Equal([Poll, Events, Poll, Events, Poll, $"GET {At}"], AtFal.Calls);
    }

    [Theory]
    [InlineData("data: <html>\n\n")]
    [InlineData("data: {\"status\":\"COMPLETED\",\"request_id\":\"another-job\"}\n\n")]
    [InlineData("data: {\"status\":\"COMPLETED\"")]
    [InlineData(": nothing\n\n")]
    public async Task A_stream_without_a_usable_event_is_tried_three_times(string events)
    {
        for (var poll = 0; poll < 5; poll++)
        {
            AtFal.Server.Answers(202, Running);
            if (poll < 3)
            {
                AtFal.Server.Streams(events);
            }
        }

        AtFal.Server.Answers((200, Done), (200, "7"));

        Assert.Equal(JobState.Succeeded, (await AllAsync())[^1].State);

        Assert.Equal([Poll, Events, Poll, Events, Poll, Events, Poll, Poll, Poll, $"GET {At}"], AtFal.Calls);
    }

    [Fact]
    public async Task A_job_whose_stream_is_silent_is_polled_after_thirty_seconds()
    {
        AtFal.Server.Answers(202, Running);
        AtFal.Server.Streams(new Pipe().Reader.AsStream());
        AtFal.Server.Answers((200, Done), (200, "7"));
        var watching = AllAsync();
        await AtFal.Time.LimitAsync(TimeSpan.FromSeconds(30));
        await Soon.Until(() => AtFal.Server.Asked.Count == 2);

        AtFal.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(JobState.Succeeded, (await watching)[^1].State);
        Assert.Equal([Poll, Events, Poll, $"GET {At}"], AtFal.Calls);
    }

    [Fact]
    public async Task A_job_that_was_queued_for_minutes_is_streamed_once_it_runs()
    {
        for (var poll = 0; poll < 5; poll++)
        {
            AtFal.Server.Answers(202, """{"status":"IN_QUEUE"}""");
            if (poll < 3)
            {
                AtFal.Server.Streams(new Pipe().Reader.AsStream());
            }
        }

        AtFal.Server.Answers(202, Running);
        AtFal.Server.Streams(Status("IN_PROGRESS", "a") + Status("COMPLETED"));
        AtFal.Server.Answers((200, Done), (200, "7"));
        var watching = AllAsync();
        for (var stream = 1; stream <= 3; stream++)
        {
            await Soon.Until(() => AtFal.Server.Asked.Count == 2 * stream);
            await AtFal.Time.LimitAsync(TimeSpan.FromSeconds(30));
            AtFal.Time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Contains("a\n", (await watching).Select(static status => status.NewLogs));
    }

    [Fact]
    public async Task Logs_of_any_length_use_a_limited_amount_of_memory()
    {
        AtFal.Server.Answers(202, Running);
        AtFal.Server.Streams(string.Concat(Enumerable.Repeat(Status("IN_PROGRESS", new string('x', 400_000)), 5)) + Status("COMPLETED"));
        AtFal.Server.Answers(200, "7");

        var statuses = await AllAsync();

        Assert.Equal(1 << 20, statuses.Sum(static status => status.NewLogs?.Length ?? 0));
    }

    [Fact]
    public async Task A_status_with_long_logs_is_read()
    {
        var logs = $$"""[{"message":"{{new string('x', 3 << 20)}}"}]""";
        AtFal.Server.Answers((200, $$"""{"status":"COMPLETED","logs":{{logs}}}"""), (200, "7"));

        Assert.Equal(JobState.Succeeded, (await AllAsync()).Single().State);
    }

    [Fact]
    public async Task A_job_that_runs_again_after_its_stream_said_that_it_ended_is_only_polled()
    {
        AtFal.Server.Answers(202, Running);
        AtFal.Server.Streams(Status("COMPLETED"));
        AtFal.Server.Answers((202, """{"status":"IN_QUEUE"}"""), (200, Done), (200, "7"));

        Assert.Equal(JobState.Succeeded, (await AllAsync())[^1].State);

        Assert.Equal([Poll, Events, $"GET {At}", Poll, $"GET {At}"], AtFal.Calls);
    }

    [Fact]
    public async Task Replicate_sends_the_output_of_a_language_model_in_parts()
    {
        AtReplicate.Server.Answers((201, Prediction("starting", "https://stream.replicate.com/v1/abc")), (200, Prediction("processing")));
        AtReplicate.Server.Streams(
            "event: logs\ndata: warm\n\nevent: output\ndata: A kite\n\nevent: output\ndata:  flies.\n\nevent: done\ndata: {}\n\n");
        AtReplicate.Server.Answers(200, Prediction("succeeded"));
        var job = await AtReplicate.SubmitAsync("acme/still");

        var statuses = await AllAsync(job);

        Assert.Equal("A kite flies.", string.Concat(statuses.Select(static status => status.NewOutput)));
        Assert.Equal("warm\n", string.Concat(statuses.Select(static status => status.NewLogs)));
        Assert.Equal(("GET https://stream.replicate.com/v1/abc", null), (AtReplicate.Calls[2], AtReplicate.Server.Asked[2].Authorization));
        Assert.Equal(4, AtReplicate.Calls.Count);
    }

    [Theory]
    [InlineData("https://thief.example/v1/abc")]
    [InlineData("http://stream.replicate.com/v1/abc")]
    [InlineData("https://stream.replicate.com.thief.example/v1/abc")]
    public async Task A_stream_at_another_host_is_not_read(string stream)
    {
        AtReplicate.Server.Answers((201, Prediction("starting", stream)), (200, Prediction("processing")), (200, Prediction("succeeded")));

        await AllAsync(await AtReplicate.SubmitAsync("acme/still"));

        Assert.All(AtReplicate.Calls.Skip(1), static call => Assert.Equal("GET https://api.replicate.com/v1/predictions/abc", call));
    }

    private static string Status(string status, params string[] logs)
    {
        var lines = JsonSerializer.Serialize(logs.Select(static message => new { message }));
        return $"data: {{\"status\":\"{status}\",\"logs\":{lines}}}\n\n";
    }

    private static string Prediction(string status, string? stream = null) => JsonSerializer.Serialize(new
    {
        id = "abc",
        status,
        output = status == "succeeded" ? "A kite flies." : null,
        urls = stream is null ? null : new { stream },
    });

    private static Task<List<JobStatus>> AllAsync(ModelJob<JsonElement> job) =>
        Soon.Async(job.WatchAsync().ToListAsync().AsTask());

    private Task<List<JobStatus>> AllAsync() => AllAsync(AtFal.Client.Still.Attach(Id));
}
