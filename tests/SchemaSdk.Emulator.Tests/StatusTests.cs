namespace SchemaSdk.Emulation.Tests;

public sealed class StatusTests
{
    private const string NoResult = "request_id status created_at";

    [Theory]
    [InlineData(0, "in_queue", "in_queue", NoResult)]
    [InlineData(0.999, "in_queue", "in_queue", NoResult)]
    [InlineData(1, "in_progress", "in_progress", NoResult)]
    [InlineData(3.999, "in_progress", "in_progress", NoResult)]
    [InlineData(4, "completed", "succeeded", "request_id status output created_at finished_at")]
    [InlineData(1004, "completed", "succeeded", "request_id status output created_at finished_at")]
    [InlineData(3.999, "in_progress", "in_progress", NoResult, "out of memory")]
    [InlineData(4, "completed", "failed", "request_id status error created_at finished_at", "out of memory")]
    public async Task A_job_waits_runs_and_ends_by_the_clock_and_can_be_cancelled_only_in_the_queue(
        double seconds, string status, string result, string members, string? error = null)
    {
        await using var bench = Bench.Start(options => options.Outcome = _ =>
            error is null ? EmulatedOutcome.Succeed : EmulatedOutcome.Fail(error));
        var job = await bench.SubmitAsync();
        bench.Time.Pass(seconds);

        var polled = await bench.StatusAsync(job.Id);
        var read = await bench.ResultAsync(job.Id);
        var cancel = await bench.CancelAsync(job.Id);

        Assert.Equal((200, job.Id, status), (polled.Code, polled.Id, polled["status"]));
        Assert.Equal($"request_id status{(status == "in_queue" ? " queue_position" : "")} status_url result_url", polled.Members);
        Assert.Equal((job["status_url"], job["result_url"]), (polled["status_url"], polled["result_url"]));
        Assert.Equal((200, result, members), (read.Code, read["status"], read.Members));
        Assert.Equal("2026-11-20T12:00:00.000000+00:00", read["created_at"]);
        Assert.Equal(status == "completed" ? "2026-11-20T12:00:04.000000+00:00" : null, read["finished_at"]);
        Assert.Equal(result == "failed" ? error : null, read["error"]);
        Assert.Equal((202, status == "in_queue" ? "cancelled" : "not_cancellable"), (cancel.Code, cancel["outcome"]));
        Assert.Equal(status == "in_queue" ? "completed" : status, cancel["status"]);
        Assert.Equal(status == "in_queue" ? "cancelled" : status, (await bench.StatusAsync(job.Id))["status"]);
    }

    [Fact]
    public async Task Jobs_of_other_users_that_are_ahead_start_one_by_one()
    {
        await using var bench = Bench.Start(options => (options.QueueDepth, options.QueueTime) = (3, TimeSpan.FromSeconds(4)));
        var id = (await bench.SubmitAsync()).Id;

        var positions = new List<int>();
        for (var second = 0; second < 4; second++)
        {
            positions.Add((int)(await bench.StatusAsync(id)).Body["queue_position"]!);
            bench.Time.Pass(1);
        }

        Assert.Equal([3, 2, 1, 0], positions);
        Assert.Equal("in_progress", (await bench.StatusAsync(id))["status"]);
    }

    [Fact]
    public async Task Earlier_jobs_count_in_the_queue_position_until_they_start_or_are_cancelled()
    {
        await using var bench = Bench.Start();
        _ = await bench.SubmitAsync();
        bench.Time.Pass(0.5);
        var second = (await bench.SubmitAsync()).Id;
        var last = (await bench.SubmitAsync()).Id;

        var positions = new List<int> { await PositionAsync() };
        bench.Time.Pass(0.5);
        positions.Add(await PositionAsync());
        _ = await bench.CancelAsync(second);
        positions.Add(await PositionAsync());

        Assert.Equal([2, 1, 0], positions);

        async Task<int> PositionAsync() => (int)(await bench.StatusAsync(last)).Body["queue_position"]!;
    }

    [Fact]
    public async Task A_job_with_an_infinite_run_time_never_ends()
    {
        await using var bench = Bench.Start(options => options.RunTime = TimeSpan.MaxValue);
        var id = (await bench.SubmitAsync()).Id;

        bench.Time.Pass(1e9);

        Assert.Equal("in_progress", (await bench.StatusAsync(id))["status"]);
    }

    [Fact]
    public async Task A_queued_job_is_cancelled_never_runs_and_stays_charged()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;
        bench.Time.Pass(0.5);

        var answer = await bench.CancelAsync(id);
        bench.Time.Pass(10);
        var again = await bench.CancelAsync(id);
        var status = await bench.StatusAsync(id);
        var result = await bench.ResultAsync(id);

        Assert.Equal(202, answer.Code);
        Assert.Equal("request_id status outcome", answer.Members);
        Assert.Equal("cancelled", answer["outcome"]);
        Assert.Equal("completed", answer["status"]); // The status is wrong, but this is what the service's documentation says.
        Assert.Equal(answer.Text, again.Text);
        Assert.Equal(("cancelled", "cancelled"), (status["status"], result["status"]));
        Assert.Equal("request_id status created_at finished_at", result.Members);
        Assert.Equal("2026-11-20T12:00:00.500000+00:00", result["finished_at"]);
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData(SchemaModel.TextToVideo)]
    [InlineData(SchemaModel.ImageToVideo)]
    public async Task A_video_model_has_only_a_video_in_the_documented_output(string model)
    {
        await using var bench = Bench.Start();

        var answer = await bench.RunAsync(model, """{"prompt":"a","start_image_url":"https://example.com/a.png"}""");

        Assert.Equal($$"""{"video":"http://localhost/files/{{answer.Id}}/video.mp4"}""", answer.Body["output"]!.ToJsonString());
    }

    [Fact]
    public async Task A_result_does_not_change()
    {
        await using var bench = Bench.Start();
        var first = await bench.RunAsync();

        bench.Time.Pass(86_400);

        Assert.Equal(first.Text, (await bench.ResultAsync(first.Id)).Text);
        Assert.Equal(
            first.Text, (await bench.SendAsync(HttpMethod.Get, $"v1/requests/{first.Id}/result?include_cost=true")).Text);
    }
}
