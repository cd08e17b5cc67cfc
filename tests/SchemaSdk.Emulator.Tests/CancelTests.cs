namespace SchemaSdk.Emulation.Tests;

public sealed class CancelTests
{
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
}
