using System.Globalization;

namespace SchemaSdk.Emulation.Tests;

public sealed class DurationTests
{
    private const int Jobs = 400;

    [Fact]
    public async Task Log_normal_times_have_the_given_median_and_spread()
    {
        var times = await RunTimesAsync(DurationDistribution.LogNormal(TimeSpan.FromSeconds(60), 0.25));

        var logs = times.Select(time => Math.Log(time)).Order().ToList();
        Assert.InRange(Math.Exp(logs[Jobs / 2]), 56, 64);
        Assert.InRange(Math.Sqrt(logs.Average(log => Math.Pow(log - logs.Average(), 2))), 0.22, 0.28);
    }

    [Fact]
    public async Task Exponential_times_have_the_given_mean_and_the_median_that_follows_from_it()
    {
        var times = await RunTimesAsync(DurationDistribution.Exponential(TimeSpan.FromSeconds(60)));

        Assert.InRange(times.Average(), 51, 69);
        Assert.InRange(times.Order().ElementAt(Jobs / 2), 34, 50);
    }

    [Fact]
    public async Task Uniform_times_fill_the_range_between_their_bounds()
    {
        var times = await RunTimesAsync(DurationDistribution.Uniform(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)));

        Assert.InRange(times.Min(), 10, 10.2);
        Assert.InRange(times.Max(), 19.8, 20);
    }

    [Fact]
    public async Task Listed_times_come_from_the_list()
    {
        var times = await RunTimesAsync(DurationDistribution.Of(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)));

        Assert.Equal([1, 5], times.Distinct().Order());
    }

    [Fact]
    public async Task The_seed_determines_the_times()
    {
        var distribution = DurationDistribution.Exponential(TimeSpan.FromSeconds(60));

        var first = await RunTimesAsync(distribution, seed: 1);
        var again = await RunTimesAsync(distribution, seed: 1);
        var other = await RunTimesAsync(distribution, seed: 2);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal(Jobs, first.Distinct().Count());
    }

    [Fact]
    public async Task Queue_times_and_run_times_are_independent()
    {
        await using var bench = Bench.Start(options =>
            (options.QueueTimes, options.RunTimes) =
                (DurationDistribution.Of(TimeSpan.FromSeconds(7)), DurationDistribution.Of(TimeSpan.FromSeconds(2))));
        var id = (await bench.SubmitAsync()).Id;

        var states = new List<string>();
        foreach (var seconds in (double[])[6.9, 0.2, 1.8, 0.2])
        {
            bench.Time.Pass(seconds);
            states.Add((await bench.StatusAsync(id))["status"]!);
        }

        Assert.Equal(["in_queue", "in_progress", "in_progress", "completed"], states);
    }

    [Fact]
    public void Impossible_durations_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DurationDistribution.Uniform(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DurationDistribution.Exponential(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DurationDistribution.LogNormal(TimeSpan.FromSeconds(1), double.NaN));
        Assert.Throws<ArgumentException>(() => DurationDistribution.Of());
    }

    private static async Task<List<double>> RunTimesAsync(DurationDistribution distribution, int seed = 0)
    {
        await using var bench = Bench.Start(options =>
            (options.QueueTime, options.RunTimes, options.Seed) = (TimeSpan.Zero, distribution, seed));
        var ids = new List<string>();
        for (var job = 0; job < Jobs; job++)
        {
            ids.Add((await bench.SubmitAsync()).Id);
        }

        bench.Time.Pass(1e6);
        var times = new List<double>();
        foreach (var id in ids)
        {
            var result = await bench.ResultAsync(id);
            times.Add((TimeOf(result["finished_at"]) - TimeOf(result["created_at"])).TotalSeconds);
        }

        return times;
    }

    private static DateTimeOffset TimeOf(string? text) => DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);
}
