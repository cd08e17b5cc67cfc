using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Tests.Polling;

/// <summary>The client must send fewer requests once the service refuses reads.</summary>
public class SlowedRateTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    private long _now;
    private long _sent;

    [Theory]
    [InlineData(250)]
    [InlineData(50)]
    [InlineData(15)]
    public void Few_refusals_among_many_reads_change_nothing(int oneOf)
    {
        var rate = RateOf(50);

        Send(rate, seconds: 600, refuses: number => number % oneOf == 0);

        Assert.Equal(50, rate.RateAt(_now));
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(1, 3)]
    [InlineData(2, 50)]
    public void One_or_two_jobs_that_are_always_refused_change_nothing(int jobs, double perSecond)
    {
        var rate = RateOf(perSecond);
        var names = Enumerable.Range(0, jobs).Select(static job => $"job {job}").ToArray();

        for (var poll = 0; poll < 200; poll++, _now += jobs == 1 ? Second / 4 : 2 * Second)
        {
            foreach (var name in names)
            {
                rate.Answered(_now, _now, refusedJob: name);
            }

            if (jobs == 1)
            {
                rate.Answered(_now, _now, refusedJob: null);
            }
        }

        Assert.Equal(perSecond, rate.RateAt(_now));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(double.PositiveInfinity)]
    public void Refusals_of_several_jobs_reduce_the_rate_to_just_below_the_accepted_rate(double perSecond)
    {
        var rate = RateOf(perSecond);

        for (var read = 0; read < 200; read++, _now += Second / 40)
        {
            Answer(rate, refused: read % 40 >= 30);
        }

        Assert.InRange(rate.RateAt(_now), 0.85 * 30, 0.95 * 30);
    }

    [Fact]
    public void Time_in_which_nothing_is_sent_does_not_reduce_the_rate()
    {
        var rate = RateOf(50);
        Burst(rate, taken: 30, refused: 0);
        _now += 3 * Second;

        Burst(rate, taken: 30, refused: 10);

        Assert.InRange(rate.RateAt(_now), 0.85 * 30, 0.95 * 30);
    }

    [Fact]
    public void The_rate_falls_at_most_every_two_seconds_and_at_most_by_half()
    {
        var rate = RateOf(48);
        Burst(rate, taken: 24, refused: 24);
        List<double> rates = [];

        for (var tenth = 0; tenth < 40; tenth++, _now += Second / 10)
        {
            Answer(rate, refused: true);
            rates.Add(rate.RateAt(_now));
        }

        Assert.Equal(2, rates.Zip(rates.Skip(1)).Count(pair => pair.Second < 0.8 * pair.First) + 1);
        Assert.True(rates[^1] >= 2, $"{rates[^1]}");
    }

    [Fact]
    public void Refusals_of_requests_that_were_sent_before_the_rate_fell_do_not_reduce_it_again()
    {
        var rate = RateOf(50);
        Burst(rate, taken: 30, refused: 10);
        var (sent, slow) = (_now - 1, rate.RateAt(_now));

        _now += 4 * Second;
        for (var read = 0; read < 50; read++)
        {
            rate.Answered(sent, _now, refusedJob: new object());
        }

        Assert.True(rate.RateAt(_now) > slow);
    }

    [Fact]
    public void The_rate_rises_slowly_at_first_and_is_restored_after_half_a_minute()
    {
        var rate = RateOf(50);
        Burst(rate, taken: 30, refused: 10);
        List<double> rates = [];

        for (var second = 0; second <= 30; second++, _now += Second)
        {
            rates.Add(rate.RateAt(_now));
        }

        Assert.Equal(rates.Order(), rates);
        Assert.InRange(rates[10] - rates[0], 1, (50 - rates[0]) / 8);
        Assert.Equal(50, rates[^1]);
    }

    [Fact]
    public void A_request_that_does_not_wait_counts_too()
    {
        var rate = RateOf(1);

        rate.Spend();
        rate.Spend();
        rate.Spend();

        Assert.Equal(TimeSpan.FromSeconds(3), rate.TryTake());
    }

    private static RequestRate RateOf(double perSecond) => new(perSecond, new FakeTime(), NullLogger.Instance, "read");

    private void Send(RequestRate rate, int seconds, Func<long, bool> refuses)
    {
        for (var end = _now + (seconds * Second); _now < end; _now += (long)(Second / rate.RateAt(_now)))
        {
            Answer(rate, refuses(++_sent));
        }
    }

    private void Burst(RequestRate rate, int taken, int refused)
    {
        for (var read = 0; read < taken + refused; read++)
        {
            Answer(rate, refused: read >= taken);
        }
    }

    // The new object stands for a job, so each refusal is of a different job.
    private void Answer(RequestRate rate, bool refused) => rate.Answered(_now, _now, refused ? new object() : null);
}
