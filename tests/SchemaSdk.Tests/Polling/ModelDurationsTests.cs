using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Polling;

/// <summary>A client must learn how long a model's jobs take.</summary>
public class ModelDurationsTests
{
    private readonly ModelDurations _durations = new(fixedInterval: null);

    /// <summary>The durations of jobs, and then pairs of an age and the polling gap at that age.</summary>
    public static TheoryData<double[], double[]> Gaps => new()
    {
        // Nineteen jobs are too few to learn from.
        { Many(19, 40), [0, 2] },

        // Polls are rare until a job has run almost as long as the shortest earlier job.
        { [40, .. Many(19, 60)], [0, 30, 30, 6, 36, 2] },

        // When jobs of a fast model are about to end, they are polled more often than every two seconds.
        { [10, .. Many(19, 12)], [0, 9, 9, 1.62] },

        // If one of the durations is very short, jobs are polled as if the durations were unknown.
        { [0.01, .. Many(19, 60)], [0, 2, 60, 2] },

        // Only the last twenty jobs count.
        { [10, .. Many(20, 30)], [0, 27] },

        // A single job that had already ended at its first poll (0) changes nothing.
        { [.. Many(20, 40), 0, 40], [30, 6] },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void The_gap_between_polls_follows_from_the_last_twenty_durations(double[] seconds, double[] gaps)
    {
        Learn(seconds);

        Assert.All(gaps.Chunk(2), pair => Assert.Equal(pair[1], Gap(pair[0]).TotalSeconds, precision: 6));
    }

    [Fact]
    public void Later_durations_do_not_change_the_pace_of_a_job_that_has_begun()
    {
        var pace = _durations.Pace;

        Learn(Many(20, 40));

        Assert.Equal(TimeSpan.FromSeconds(2), pace.GapAfter(TimeSpan.Zero));
    }

    [Fact]
    public void Two_unexpectedly_short_jobs_in_a_row_discard_the_known_durations()
    {
        Learn([.. Many(20, 40), 0, 0]);

        Assert.Equal(TimeSpan.FromSeconds(2), Gap(0));
        Assert.Empty(_durations.Seconds);
    }

    [Fact]
    public void A_fixed_interval_is_the_smallest_gap()
    {
        var durations = new ModelDurations(TimeSpan.FromSeconds(5));
        Assert.False(durations.Pace.CanWait);

        durations.Load(Many(20, 40));

        Assert.True(durations.Pace.CanWait);
        Assert.Equal(
            [30, 5], [durations.Pace.GapAfter(default).TotalSeconds, durations.Pace.GapAfter(TimeSpan.FromSeconds(36)).TotalSeconds]);
    }

    [Fact]
    public void At_most_twenty_jobs_are_measured_at_a_time()
    {
        var samples = Enumerable.Range(0, 21).Select(_ => _durations.TryBeginSample()).ToList();

        Assert.Null(samples[20]);
        samples[0]!.End(age: null);
        Assert.NotNull(_durations.TryBeginSample());
    }

    [Fact]
    public void Nothing_is_learned_from_a_job_that_was_not_polled_as_planned()
    {
        var sample = _durations.TryBeginSample()!;
        sample.Runs(TimeSpan.FromSeconds(20), isSeen: true);

        sample.End(TimeSpan.FromSeconds(60));

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
