namespace SchemaSdk.Tests.Polling;

public class PollTableTests
{
    public static TheoryData<string> Limited =>
        [.. Durations.All.Where(durations => durations.Limit is not null).Select(durations => durations.Name)];

    [Theory]
    [MemberData(nameof(Limited))]
    public void Twenty_known_durations_save_polls_without_more_delay(string name)
    {
        var durations = Durations.All.Single(durations => durations.Name == name);

        var row = PollTable.Compute(durations, PollReport.Seed);

        Assert.InRange(row.Saving, 0, durations.Limit!.Value);
        Assert.InRange(row.Learned.Delay / row.Unknown.Delay, 0.6, 1.6);
    }

    [Fact]
    public void Known_durations_save_polls_even_after_a_sudden_change_of_speed()
    {
        foreach (var durations in Durations.All.Skip(4))
        {
            var row = PollTable.Compute(durations, PollReport.Seed);

            Assert.InRange(row.Saving, 0, 0.85);
            Assert.InRange(row.Learned.Delay, 0, 2);
        }
    }
}
