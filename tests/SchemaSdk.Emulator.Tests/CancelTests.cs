namespace SchemaSdk.Emulation.Tests;

public sealed class CancelTests
{
    [Fact]
    public async Task A_queued_job_is_cancelled()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;

        var answer = await bench.CancelAsync(id);

        Assert.Equal(202, answer.Code);
        Assert.Equal("request_id status outcome", answer.Members);
        Assert.Equal("cancelled", answer["outcome"]);
        Assert.Equal("completed", answer["status"]); // as documented: not to be trusted
    }

    [Fact]
    public async Task A_cancelled_job_never_runs()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;
        bench.Time.Pass(0.5);
        _ = await bench.CancelAsync(id);

        bench.Time.Pass(10);
        var status = await bench.StatusAsync(id);
        var result = await bench.ResultAsync(id);

        Assert.Equal(("cancelled", "cancelled"), (status["status"], result["status"]));
        Assert.Equal("request_id status created_at finished_at", result.Members);
        Assert.Equal("2026-11-20T12:00:00.500000+00:00", result["finished_at"]);
    }

    [Theory]
    [InlineData(2, "in_progress")]
    [InlineData(9, "completed")]
    public async Task A_job_that_started_goes_on(double seconds, string status)
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;
        bench.Time.Pass(seconds);

        var answer = await bench.CancelAsync(id);

        Assert.Equal((202, "not_cancellable", status), (answer.Code, answer["outcome"], answer["status"]));
        Assert.Equal(status, (await bench.StatusAsync(id))["status"]);
    }

    [Fact]
    public async Task Cancelling_twice_is_cancelling_once()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;

        var first = await bench.CancelAsync(id);
        bench.Time.Pass(10);
        var second = await bench.CancelAsync(id);

        Assert.Equal(first.Text, second.Text);
    }

    [Fact]
    public async Task Jobs_behind_a_cancelled_one_move_up()
    {
        await using var bench = Bench.Start();
        var first = (await bench.SubmitAsync()).Id;
        var second = (await bench.SubmitAsync()).Id;

        var before = (int)(await bench.StatusAsync(second)).Body["queue_position"]!;
        _ = await bench.CancelAsync(first);
        var after = (int)(await bench.StatusAsync(second)).Body["queue_position"]!;

        Assert.Equal((1, 0), (before, after));
    }

    [Fact]
    public async Task A_cancelled_job_stays_billed_as_a_submit()
    {
        await using var bench = Bench.Start();

        _ = await bench.CancelAsync((await bench.SubmitAsync()).Id);

        Assert.Equal(1, bench.Emulator.Bills);
    }
}
