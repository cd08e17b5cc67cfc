namespace SchemaSdk.Tests.Polling;

/// <summary>Tests the times of polls if the client does not know the run times of the model yet.</summary>
public sealed class ColdPollsTests() : StageTest(Stage.Accepting(isCold: true))
{
    [Theory]
    [InlineData(4, 5.5, 0.1)]
    [InlineData(20, 20, 0.055)]
    [InlineData(60, 40, 0.02)]
    public void Polls_and_delay_suit_the_length_of_the_job(double median, double mostPolls, double mostLate)
    {
        var row = ColdTable.Compute(median, PollReport.Seed);

        Assert.InRange(row.Cold.Polls, 1, mostPolls);
        Assert.InRange(row.Late, 0, mostLate);
    }

    [Fact]
    public async Task The_first_poll_comes_after_2_s_and_the_others_after_a_fraction_of_the_age()
    {
        Stage.Script.Status.Does([.. Enumerable.Repeat(Steps.Status("in_progress"), 40), Steps.Status("cancelled")]);

        await Soon.Throws<ModelCanceledException>(Stage.Still.RunAsync("a cat"));

        Assert.Equal([2, 0.5, 0.5, 0.55, 0.65, 0.8], Stage.Time.Delays.Take(6).Select(delay => delay.TotalSeconds));
        Assert.Equal(2, Stage.Time.Delays[^1].TotalSeconds);
    }

    [Fact]
    public async Task Polls_are_due_at_multiples_of_50_ms_so_that_those_of_several_jobs_come_together()
    {
        Stage.Time.Advance(TimeSpan.FromMilliseconds(7));
        Stage.Script.Status.Does(Steps.Status("in_progress"), Steps.Status("cancelled"));

        await Soon.Throws<ModelCanceledException>(Stage.Still.RunAsync("a cat"));

        Assert.Equal([2.043, 0.5], Stage.Time.Delays.Select(delay => delay.TotalSeconds));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(7, false)]
    [InlineData(null, true)]
    public async Task Every_poll_after_the_first_waits_for_the_interval_of_the_options_or_for_2_s_if_the_age_of_the_job_is_unknown(
        int? seconds, bool isAttached)
    {
        if (seconds is { } interval)
        {
            Stage.Options.Polling.Interval = TimeSpan.FromSeconds(interval);
        }

        Stage.Script.Status.Does(Steps.Status("in_queue"), Steps.Status("in_progress"), Steps.Status("cancelled"));

        await Soon.Throws<ModelCanceledException>(
            isAttached ? Stage.Still.Attach(Steps.Id).WaitAsync() : Stage.Still.RunAsync("a cat"));

        Assert.Equal([seconds ?? 2, seconds ?? 2], Stage.Time.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public void Setting_the_interval_to_its_default_sets_nothing()
    {
        var options = new ModelPollingOptions();

        options.Interval = options.Interval;

        Assert.Equal((null, TimeSpan.FromSeconds(2)), (options.FixedInterval, options.Interval));
    }
}
