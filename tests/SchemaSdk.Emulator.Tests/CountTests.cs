namespace SchemaSdk.Emulation.Tests;

public sealed class CountTests
{
    [Fact]
    public async Task Only_accepted_submits_are_counted_as_bills_and_get_an_outcome()
    {
        var outcomes = 0;
        await using var bench = Bench.Start(options => options.Outcome = _ =>
        {
            outcomes++;
            return EmulatedOutcome.Succeed;
        });

        _ = await bench.RunAsync();
        _ = await bench.SubmitAsync();
        _ = await bench.SubmitAsync("{}");
        _ = await bench.SubmitAsync("no JSON");
        _ = await bench.SubmitAsync(Bench.Valid, "no/model");

        Assert.Equal((2, 2), (bench.Emulator.Bills, outcomes));
    }

    [Fact]
    public async Task Concurrent_callers_each_get_their_own_job()
    {
        await using var bench = await Bench.StartListeningAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => bench.SubmitAsync())));
        var positions = await Task.WhenAll(
            answers.Select(async answer => (int)(await bench.StatusAsync(answer.Id)).Body["queue_position"]!));
        var cancelled = await Task.WhenAll(answers.Take(50).Select(answer => Task.Run(() => bench.CancelAsync(answer.Id))));
        bench.Time.Pass(4);
        var results = await Task.WhenAll(answers.Select(answer => Task.Run(() => bench.ResultAsync(answer.Id))));

        Assert.Equal(200, answers.Select(answer => answer.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 200), positions.Order());
        Assert.All(cancelled, answer => Assert.Equal("cancelled", answer["outcome"]));
        Assert.Equal(
            (150, 50),
            (results.Count(answer => answer["status"] == "succeeded"), results.Count(answer => answer["status"] == "cancelled")));
        Assert.Equal((650, 200), (bench.Emulator.Requests, bench.Emulator.Bills));
    }
}
