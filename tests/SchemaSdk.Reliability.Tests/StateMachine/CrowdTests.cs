using System.Diagnostics;
using SchemaSdk.Reliability.Tests.StateMachine.Crowds;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>Measures the delay that refused reads cause for the many jobs of one client. A full run has up to ten thousand jobs.</summary>
[Collection(nameof(Alone))]
public class CrowdTests(ITestOutputHelper output)
{
    private const int Seconds = 60;

    // Only full runs include this test, because it takes several seconds.
    [Fact]
    [Trait("Size", "Full")]
    public void A_few_refused_reads_hardly_delay_other_jobs()
    {
        var (times, jobs) = FullRun.IsOn ? (1, 10_000) : (2, 500);
        var none = Run("none refused", times, jobs, static _ => static _ => null);
        var few = Run("0.4 % refused", times, jobs, static _ => Refusal.Share(0.004, Refusal.For(1)));
        var more = Run("2 % refused", times, jobs, static _ => Refusal.Share(0.02, Refusal.For(1)));

        Assert.Empty(few.Errors.Concat(more.Errors).Concat(none.Errors));
        Assert.InRange(few.Median / none.Median, 0, 1.10);
        Assert.InRange(more.Median / none.Median, 0, 1.10);
    }

    public static TheoryData<int?> RetryAfter => [60, 1, null];

    [Theory]
    [MemberData(nameof(RetryAfter))]
    public void A_job_whose_reads_are_all_refused_delays_no_other_job(int? retryAfter)
    {
        var times = FullRun.IsOn ? 10 : 2;
        var none = Run("none refused", times, 200, static _ => static _ => null);
        var one = Run($"one refused, {retryAfter} s", times, 200, _ => job => job == 100 ? Refusal.For(retryAfter) : null);

        Assert.Equal(times, one.Errors.Count);
        Assert.All(one.Errors, static error => Assert.True(error is ModelUnavailableException or ModelTimeoutException, error.ToString()));
        Assert.InRange(one.Median / none.Median, 0, 1.05);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(30)]
    public void Under_a_rate_limit_all_jobs_succeed_and_few_reads_are_refused(int? retryAfter)
    {
        var run = Run($"20 a second, {retryAfter} s", 1, 300, time => Refusal.Beyond(20, time, Refusal.For(retryAfter)));

        Assert.Empty(run.Errors);
        Assert.InRange(run.RefusedShare, 0, 0.05);
    }

    // The median of a single short run would depend too much on chance. Failed waits are not counted.
    private (double Median, double RefusedShare, List<Exception> Errors) Run(
        string name, int times, int jobs, Func<TimeProvider, Func<int, Refusal?>> refuses)
    {
        var start = Stopwatch.GetTimestamp();
        var runs = Enumerable.Range(1, times).Select(seed => CrowdRun.Of(seed, jobs, Seconds, refuses)).ToList();
        TimeSpan[] late = [.. runs.SelectMany(static run => run.Late).OfType<TimeSpan>().Order()];
        var (median, share) = (late[late.Length / 2].TotalSeconds, runs.Average(static run => run.RefusedShare));
        Report.Write(
            output,
            "SCHEMASDK_STATE_MACHINE",
            $"{name}: median delay {median:F2} s, {share:P2} refused ({Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s)");
        return (median, share, [.. runs.SelectMany(static run => run.Errors)]);
    }
}
