using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Polling;

/// <summary>A client learns how long the jobs of a model take.</summary>
public class ModelDurationsTests
{
    private readonly ModelDurations _durations = new(fixedInterval: null);

    [Fact]
    public void Nineteen_jobs_teach_nothing()
    {
        Learn(Many(19, 40));

        Assert.Equal(TimeSpan.FromSeconds(1.5), Gap(0));
    }

    [Fact]
    public void A_job_is_polled_seldom_until_it_is_almost_as_old_as_the_shortest_was_and_then_every_two_seconds()
    {
        Learn([40, .. Many(19, 60)]);

        Assert.Equal([30, 6, 2], [Gap(0).TotalSeconds, Gap(30).TotalSeconds, Gap(36).TotalSeconds]);
    }

    [Fact]
    public void A_job_of_a_quick_model_is_polled_more_often()
    {
        Learn([10, .. Many(19, 12)]);

        Assert.Equal(9, Gap(0).TotalSeconds);
        Assert.Equal(1.35, Gap(9).TotalSeconds, precision: 6);
    }

    [Fact]
    public void After_a_very_short_job_later_ones_are_polled_as_if_nothing_were_known()
    {
        Learn([0.01, .. Many(19, 60)]);

        Assert.Equal([1.5, 2], [Gap(0).TotalSeconds, Gap(60).TotalSeconds]);
    }

    [Fact]
    public void A_job_keeps_the_pace_that_it_began_with()
    {
        var pace = _durations.Pace;

        Learn(Many(20, 40));

        Assert.Equal(TimeSpan.FromSeconds(1.5), pace.GapAfter(TimeSpan.Zero));
    }

    [Fact]
    public void Only_the_last_twenty_count()
    {
        Learn([10, .. Many(20, 30)]);

        Assert.Equal(27, Gap(0).TotalSeconds);
    }

    [Fact]
    public void One_job_that_is_shorter_than_expected_changes_nothing()
    {
        Learn([.. Many(20, 40), 0, 40]);

        Assert.Equal(6, Gap(30).TotalSeconds);
    }

    [Fact]
    public void Two_jobs_in_a_row_that_are_shorter_than_expected_show_a_change_of_speed()
    {
        Learn([.. Many(20, 40), 0, 0]);

        Assert.Equal(TimeSpan.FromSeconds(1.5), Gap(0));
        Assert.Empty(_durations.Seconds);
    }

    [Fact]
    public void A_fixed_interval_is_the_least_gap()
    {
        var durations = new ModelDurations(TimeSpan.FromSeconds(5));
        Assert.False(durations.Pace.CanWait);

        durations.Load(Many(20, 40));

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

    private static double[] Many(int count, double seconds) => [.. Enumerable.Repeat(seconds, count)];

    private void Learn(double[] seconds)
    {
        foreach (var second in seconds)
        {
            _durations.Learn(TimeSpan.FromSeconds(second));
        }
    }

    private TimeSpan Gap(double age) => _durations.Pace.GapAfter(TimeSpan.FromSeconds(age));
}
