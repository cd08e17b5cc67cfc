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
    public async Task A_queued_job_tells_its_position_and_its_addresses()
    {
        await using var bench = Bench.Start();
        var submitted = await bench.SubmitAsync();

        var answer = await bench.StatusAsync(submitted.Id);

        Assert.Equal(200, answer.Code);
        Assert.Equal("request_id status queue_position status_url result_url", answer.Members);
        Assert.Equal(submitted.Id, answer.Id);
        Assert.Equal(submitted["status_url"], answer["status_url"]);
        Assert.Equal(submitted["result_url"], answer["result_url"]);
    }

    [Fact]
    public async Task Only_a_queued_job_has_a_position()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;

        bench.Time.Pass(1);
        var running = await bench.StatusAsync(id);
        bench.Time.Pass(3);
        var ended = await bench.StatusAsync(id);

        Assert.Equal("request_id status status_url result_url", running.Members);
        Assert.Equal("request_id status status_url result_url", ended.Members);
    }

    [Fact]
    public async Task Strangers_ahead_start_one_by_one()
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
    public async Task Jobs_before_it_count_until_they_start()
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
    public async Task A_failed_job_is_completed_on_status()
    {
        await using var bench = Bench.Start(options => options.Outcome = _ => EmulatedOutcome.Fail("out of memory"));
        var id = (await bench.SubmitAsync()).Id;

        bench.Time.Pass(4);

        Assert.Equal("completed", (await bench.StatusAsync(id))["status"]);
    }

    [Fact]
    public async Task Without_times_a_job_ends_at_once()
    {
        await using var bench = Bench.Start(options => (options.QueueTime, options.RunTime) = (TimeSpan.Zero, TimeSpan.Zero));
        var id = (await bench.SubmitAsync()).Id;

        Assert.Equal("completed", (await bench.StatusAsync(id))["status"]);
    }

    [Fact]
    public async Task A_job_of_endless_time_never_ends()
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
    public async Task An_unknown_request_is_not_found(string method, string call)
    {
        await using var bench = Bench.Start();

        var answer = await bench.SendAsync(new HttpMethod(method), $"v1/requests/{Guid.NewGuid()}/{call}");

        Assert.Equal((404, 404001), (answer.Code, answer.ErrorCode));
        Assert.Equal("error_code error_message", answer.Members);
    }
}
