using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Polling;

public class PollCurveTests
{
    private const double Interval = 2;

    [Theory]
    [InlineData(-3, 0.0013498980)]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.1586552539)]
    [InlineData(6, 9.865876450e-10)]
    public void The_tail_of_the_normal_distribution_is_exact_to_six_digits(double z, double above)
    {
        var expected = z < 0 ? 1 - above : above;

        Assert.InRange(NormalTail.Above(z) / expected, 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void Until_five_durations_are_known_the_interval_holds()
    {
        var interval = TimeSpan.FromSeconds(Interval);
        var durations = new ModelDurations(interval);
        for (var run = 0; run < 4; run++)
        {
            durations.Learn(TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(61), interval);
        }

        Assert.Equal(
            (false, interval, interval),
            (durations.IsKnown, durations.GapAfter(TimeSpan.Zero), durations.GapAfter(TimeSpan.FromSeconds(60))));
        durations.Learn(TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(61), interval);
        Assert.True(durations.IsKnown);
    }

    [Fact]
    public void A_poll_that_came_much_later_than_planned_teaches_nothing()
    {
        var durations = new ModelDurations(TimeSpan.FromSeconds(Interval));

        durations.Learn(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(54), gap: TimeSpan.FromSeconds(2));
        durations.Learn(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(52.5), gap: TimeSpan.FromSeconds(2));

        Assert.Equal(51.25, Assert.Single(durations.Seconds), 3);
    }

    [Fact]
    public void Polls_are_few_before_the_likely_end_dense_around_it_and_few_after()
    {
        var curve = new PollCurve(new DurationLaw(Math.Log(60), 0.1), Interval);

        var (early, near, late) = (curve.GapAfter(10), curve.GapAfter(60), curve.GapAfter(200));

        Assert.InRange(near, 0.5, 2.5);
        Assert.True(early > 5 * near, $"{early} against {near}");
        Assert.True(late > 2 * near, $"{late} against {near}");
    }

    [Theory]
    [InlineData(0.005, 0.02)]
    [InlineData(0.005, 0.58)]
    [InlineData(0.3, 0.25)]
    [InlineData(4, 0.02)]
    [InlineData(10, 0.02)]
    public void Jobs_that_are_short_or_all_alike_are_asked_for_as_soon_as_they_should_have_ended(double median, double sigma)
    {
        var curve = new PollCurve(new DurationLaw(Math.Log(median), sigma), Interval);

        var first = curve.GapAfter(0);
        var second = curve.GapAfter(first);

        Assert.InRange(first, 0, (1.001 * median * Math.Exp(2 * sigma)) + (Interval / 2));
        Assert.InRange(second, 0, Math.Max(first, Interval));
    }

    [Fact]
    public void Every_gap_of_every_law_is_within_its_bounds()
    {
        foreach (var median in new[] { 0.001, 0.5, 60, 86_400 })
        {
            foreach (var sigma in new[] { 0.02, 0.3, 2, 10, double.PositiveInfinity })
            {
                var curve = new PollCurve(new DurationLaw(Math.Log(median), sigma), Interval);
                foreach (var age in new[] { 0, 0.0001, 1, median, 10 * median, 1e7 })
                {
                    Assert.InRange(curve.GapAfter(age), Interval / 4, 15 * Interval);
                }
            }
        }
    }

    [Fact]
    public void Durations_that_tell_nothing_are_polled_at_the_interval()
    {
        var random = new Random(1);
        var durations = new ModelDurations(TimeSpan.FromSeconds(Interval));
        durations.Load([.. Enumerable.Range(0, DurationWindow.Size).Select(_ => -60 * Math.Log(1 - random.NextDouble()))]);

        Assert.True(durations.IsKnown);
        Assert.Equal(TimeSpan.FromSeconds(Interval), durations.GapAfter(TimeSpan.FromSeconds(100)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    public void Three_runs_at_another_speed_replace_what_was_known(double factor)
    {
        var window = new DurationWindow();
        for (var run = 0; run < DurationWindow.Size; run++)
        {
            window.Add(60 + (run % 5), uncertain: 0);
        }

        for (var run = 0; run < 3; run++)
        {
            window.Add(60 * factor, uncertain: 0);
        }

        Assert.Equal(3, window.Logarithms.Length);
    }

    [Fact]
    public void One_odd_run_replaces_nothing()
    {
        var window = new DurationWindow();
        for (var run = 0; run < DurationWindow.Size; run++)
        {
            window.Add(60 + (run % 5), uncertain: 0);
        }

        window.Add(600, uncertain: 0);
        window.Add(61, uncertain: 0);
        window.Add(62, uncertain: 0);

        Assert.Equal(DurationWindow.Size, window.Logarithms.Length);
    }
}
