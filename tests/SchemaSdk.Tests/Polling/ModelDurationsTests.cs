using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Polling;

/// <summary>A client learns how long the jobs of a model take.</summary>
public class ModelDurationsTests
{
    private readonly ModelDurations _durations = new(fixedInterval: null);

    [Fact]
    public void Four_jobs_teach_nothing()
    {
        Learn(40, 40, 40, 40);

        Assert.Equal(ColdPolls.GapAfter(TimeSpan.Zero), Gap(0));
    }

    [Fact]
    public void A_job_is_asked_for_seldom_until_it_is_as_old_as_the_shortest_was_and_then_every_two_seconds()
    {
        Learn(40, 60, 50, 45, 70);

        Assert.Equal([30, 10, 2], [Gap(0).TotalSeconds, Gap(30).TotalSeconds, Gap(40).TotalSeconds]);
    }

    [Fact]
    public void A_job_of_a_quick_model_is_asked_for_more_often()
    {
        Learn(1.5, 2, 2, 2, 2);

        Assert.Equal([1.5, 1.2], [Gap(0).TotalSeconds, Gap(1.5).TotalSeconds]);
    }

    [Fact]
    public void A_job_that_was_very_short_does_not_make_later_ones_be_asked_for_without_a_pause()
    {
        Learn(60, 60, 60, 60, 0.01);

        Assert.Equal([ColdPolls.GapAfter(TimeSpan.Zero).TotalSeconds, 3], [Gap(0).TotalSeconds, Gap(60).TotalSeconds]);
    }

    [Fact]
    public void A_job_keeps_the_pace_that_it_began_with()
    {
        var pace = _durations.Pace;

        Learn(40, 60, 50, 45, 70);

        Assert.Equal(ColdPolls.GapAfter(TimeSpan.Zero), pace.GapAfter(TimeSpan.Zero));
    }

    [Fact]
    public void Only_the_last_twenty_count()
    {
        Learn([10, .. Enumerable.Repeat(30.0, 20)]);

        Assert.Equal(30, Gap(0).TotalSeconds);
    }

    [Fact]
    public void One_job_that_is_shorter_than_expected_changes_nothing()
    {
        Learn(40, 40, 40, 40, 40, 0, 40);

        Assert.Equal(10, Gap(30).TotalSeconds);
    }

    [Fact]
    public void Two_jobs_in_a_row_that_are_shorter_than_expected_show_a_change_of_speed()
    {
        Learn(40, 40, 40, 40, 40, 0, 0);

        Assert.Equal(ColdPolls.GapAfter(TimeSpan.Zero), Gap(0));
        Assert.Empty(_durations.Seconds);
    }

    [Fact]
    public void A_fixed_interval_is_the_least_gap()
    {
        var durations = new ModelDurations(TimeSpan.FromSeconds(5));
        Assert.False(durations.Pace.CanWait);

        durations.Load([40, 40, 40, 40, 40]);

        Assert.True(durations.Pace.CanWait);
        Assert.Equal(
            [30, 5], [durations.Pace.GapAfter(default).TotalSeconds, durations.Pace.GapAfter(TimeSpan.FromSeconds(36)).TotalSeconds]);
    }

    [Fact]
    public void Twenty_jobs_are_learned_from_at_a_time()
    {
        var samples = Enumerable.Range(0, 21).Select(_ => _durations.TryBeginSample()).ToList();

        Assert.Null(samples[20]);
        samples[0]!.Leave();
        Assert.NotNull(_durations.TryBeginSample());
    }

    [Fact]
    public void A_job_that_was_not_polled_as_planned_teaches_nothing()
    {
        var sample = _durations.TryBeginSample()!;
        sample.Runs(TimeSpan.FromSeconds(20), isSeen: true);

        sample.Succeed(TimeSpan.FromSeconds(60));

        Assert.Empty(_durations.Seconds);
    }

    private void Learn(params double[] seconds)
    {
        foreach (var second in seconds)
        {
            _durations.Learn(TimeSpan.FromSeconds(second));
        }
    }

    private TimeSpan Gap(double age) => _durations.Pace.GapAfter(TimeSpan.FromSeconds(age));
}
