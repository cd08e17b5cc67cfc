using SchemaSdk.Benchmarks.Polls;

namespace SchemaSdk.Tests.Polling;

public class PollTableTests
{
    public static TheoryData<string> Limited =>
        [.. Durations.All.Where(durations => durations.Limit is not null).Select(durations => durations.Name)];

    [Theory]
    [MemberData(nameof(Limited))]
    public void Learned_from_twenty_runs_a_model_takes_so_much_of_the_polls_of_a_fixed_interval(string name)
    {
        var durations = Durations.All.Single(durations => durations.Name == name);

        var row = PollTable.Compute(durations, PollReport.Seed);

        Assert.InRange(row.Ratio, 0, durations.Limit!.Value);
        Assert.InRange(row.SameDelay.Delay / row.Learned.Delay, 0.99, 1.01);
    }

    [Fact]
    public void Learned_the_end_is_seen_as_early_as_with_the_interval_of_the_options()
    {
        foreach (var durations in Durations.All.Take(4))
        {
            var row = PollTable.Compute(durations, PollReport.Seed);

            Assert.InRange(row.Learned.Delay, 0.8, 1.1);
        }
    }

    [Fact]
    public void A_sudden_change_of_speed_costs_less_than_polling_at_an_interval()
    {
        foreach (var durations in Durations.All.Skip(4))
        {
            var row = PollTable.Compute(durations, PollReport.Seed);

            Assert.InRange(row.Ratio, 0, 0.75);
            Assert.InRange(row.Learned.Delay, 0, 2);
        }
    }
}
