namespace SchemaSdk.Emulation.Tests;

public sealed class StatusTests
{
    [Fact]
    public async Task A_job_waits_runs_and_ends_by_the_clock()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;

        var states = new List<string>();
        foreach (var seconds in (double[])[0, 0.999, 0.001, 2.999, 0.001, 1000])
        {
            bench.Time.Pass(seconds);
            states.Add((await bench.StatusAsync(id))["status"]!);
        }

        Assert.Equal(["in_queue", "in_queue", "in_progress", "in_progress", "completed", "completed"], states);
    }

    [Fact]
    public async Task A_status_has_URLs_and_only_the_status_of_a_queued_job_has_a_position()
    {
        await using var bench = Bench.Start();
        var submitted = await bench.SubmitAsync();

        var queued = await bench.StatusAsync(submitted.Id);
        bench.Time.Pass(1);
        var running = await bench.StatusAsync(submitted.Id);
        bench.Time.Pass(3);
        var ended = await bench.StatusAsync(submitted.Id);

        Assert.Equal(200, queued.Code);
        Assert.Equal("request_id status queue_position status_url result_url", queued.Members);
        Assert.Equal(
            (submitted.Id, submitted["status_url"], submitted["result_url"]), (queued.Id, queued["status_url"], queued["result_url"]));
        Assert.Equal("request_id status status_url result_url", running.Members);
        Assert.Equal("request_id status status_url result_url", ended.Members);
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
    public async Task A_job_without_queue_and_run_time_ends_immediately()
    {
        await using var bench = Bench.Start(options => (options.QueueTime, options.RunTime) = (TimeSpan.Zero, TimeSpan.Zero));
        var id = (await bench.SubmitAsync()).Id;

        Assert.Equal("completed", (await bench.StatusAsync(id))["status"]);
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
