using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Polling;

/// <summary>The client learns from jobs that run at once.</summary>
public class SampleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly ModelDurations _durations = new(Interval);

    [Fact]
    public void By_the_fastest_of_those_that_run_at_once_nothing_is_known()
    {
        var samples = Begin(20);

        foreach (var fast in samples[15..])
        {
            End(fast, 3);
        }

        Assert.False(_durations.IsKnown);
        foreach (var first in samples[..5])
        {
            End(first, 5);
        }

        Assert.Equal([5, 5, 5, 5, 5], _durations.Seconds.Select(seconds => Math.Round(seconds, 3)));
    }

    [Fact]
    public void A_job_that_does_not_end_does_not_keep_the_others_from_being_learned_from()
    {
        var samples = Begin(20);

        foreach (var other in samples[1..16])
        {
            End(other, 5);
        }

        Assert.True(_durations.IsKnown);
    }

    [Fact]
    public void A_job_that_is_left_holds_up_nobody()
    {
        var samples = Begin(6);

        _durations.EndSample(samples[0]);
        foreach (var other in samples[1..])
        {
            End(other, 5);
        }

        Assert.Equal(5, _durations.Seconds.Length);
    }

    [Fact]
    public void Durations_that_look_alike_only_since_they_are_known_within_two_seconds_do_not_pass_for_exact()
    {
        foreach (var sample in Begin(10))
        {
            End(sample, 3);
        }

        // A job that has not ended at 3.5 s may be as the others, and is asked for as densely.
        Assert.InRange(_durations.GapAfter(TimeSpan.FromSeconds(4)), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(3));
    }

    private DurationSample[] Begin(int count) => [.. Enumerable.Range(0, count).Select(_ => _durations.TryBeginSample()!)];

    private void End(DurationSample sample, double seconds)
    {
        sample.Seen = (TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds + 1), Interval);
        _durations.EndSample(sample);
    }
}
