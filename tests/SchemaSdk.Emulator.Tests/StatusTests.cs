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
    public async Task Earlier_jobs_count_in_the_queue_position_until_they_start()
    {
        await using var bench = Bench.Start();
        _ = await bench.SubmitAsync();
        bench.Time.Pass(0.5);
        _ = await bench.SubmitAsync();
        var last = (await bench.SubmitAsync()).Id;

        var first = (int)(await bench.StatusAsync(last)).Body["queue_position"]!;
        bench.Time.Pass(0.5);
        var second = (int)(await bench.StatusAsync(last)).Body["queue_position"]!;

        Assert.Equal((2, 1), (first, second));
    }

    [Fact]
    public async Task A_job_with_an_infinite_run_time_never_ends()
    {
        await using var bench = Bench.Start(options => options.RunTime = TimeSpan.MaxValue);
        var id = (await bench.SubmitAsync()).Id;

        bench.Time.Pass(1e9);

        Assert.Equal("in_progress", (await bench.StatusAsync(id))["status"]);
    }

    [Theory]
    [InlineData("GET", "status")]
    [InlineData("GET", "result")]
    [InlineData("POST", "cancel")]
    public async Task An_unknown_request_id_is_not_found(string method, string call)
    {
        await using var bench = Bench.Start();

        var answer = await bench.SendAsync(new HttpMethod(method), $"v1/requests/{Guid.NewGuid()}/{call}");

        Assert.Equal((404, 404001), (answer.Code, answer.ErrorCode));
        Assert.Equal("error_code error_message", answer.Members);
    }
}
