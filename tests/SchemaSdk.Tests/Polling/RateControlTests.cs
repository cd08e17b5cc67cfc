using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Tests.Polling;

/// <summary>The client makes fewer requests once reads are refused.</summary>
public class RateControlTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    private long _now;
    private long _sent;

    [Theory]
    [InlineData(250)]
    [InlineData(50)]
    [InlineData(15)]
    public void Refusals_that_are_no_share_of_all_change_nothing(int oneOf)
    {
        var control = new RateControl(50);

        Send(control, seconds: 600, refuses: number => number % oneOf == 0);

        Assert.Equal(50, control.RateAt(_now));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(3)]
    public void One_job_that_is_always_refused_changes_nothing(double perSecond)
    {
        var control = new RateControl(perSecond);
        long? counted = null;

        for (var poll = 0; poll < 200; poll++, _now += Second / 4)
        {
            control.Refused(_now, _now, ref counted);
            control.Taken(_now, _now);
        }

        Assert.Equal(perSecond, control.RateAt(_now));
    }

    [Fact]
    public void Two_jobs_that_are_always_refused_change_nothing()
    {
        var control = new RateControl(50);
        long? one = null, other = null;

        for (var poll = 0; poll < 200; poll++, _now += 2 * Second)
        {
            control.Refused(_now, _now, ref one);
            control.Refused(_now, _now, ref other);
        }

        Assert.Equal(50, control.RateAt(_now));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(double.PositiveInfinity)]
    public void Several_jobs_and_a_share_slow_it_down_to_a_little_under_what_was_taken(double perSecond)
    {
        var control = new RateControl(perSecond);

        for (var read = 0; read < 200; read++, _now += Second / 40)
        {
            Hear(control, refused: read % 40 >= 30);
        }

        Assert.InRange(control.RateAt(_now), 0.85 * 30, 0.95 * 30);
    }

    [Fact]
    public void Time_in_which_nothing_is_sent_does_not_make_the_rate_lower()
    {
        var control = new RateControl(50);
        Burst(control, taken: 30, refused: 0);
        _now += 3 * Second;

        Burst(control, taken: 30, refused: 10);

        Assert.InRange(control.RateAt(_now), 0.85 * 30, 0.95 * 30);
    }

    [Fact]
    public void It_goes_down_every_two_seconds_at_most_and_by_half_at_most()
    {
        var control = new RateControl(48);
        Burst(control, taken: 24, refused: 24);
        List<double> rates = [];

        for (var tenth = 0; tenth < 40; tenth++, _now += Second / 10)
        {
            Hear(control, refused: true);
            rates.Add(control.RateAt(_now));
        }

        Assert.Equal(2, rates.Zip(rates.Skip(1)).Count(pair => pair.Second < 0.8 * pair.First) + 1);
        Assert.True(rates[^1] >= 2, $"{rates[^1]}");
    }

    [Fact]
    public void Answers_to_what_was_sent_before_it_slowed_down_do_not_slow_it_down_again()
    {
        var control = new RateControl(50);
        Burst(control, taken: 30, refused: 10);
        var (sent, slow) = (_now - 1, control.RateAt(_now));

        _now += 4 * Second;
        for (var read = 0; read < 50; read++)
        {
            long? counted = null;
            control.Refused(sent, _now, ref counted);
        }

        Assert.True(control.RateAt(_now) > slow);
    }

    [Fact]
    public void It_rises_slowly_at_first_and_is_what_it_was_after_half_a_minute()
    {
        var control = new RateControl(50);
        Burst(control, taken: 30, refused: 10);
        List<double> rates = [];

        for (var second = 0; second <= 30; second++, _now += Second)
        {
            rates.Add(control.RateAt(_now));
        }

        Assert.Equal(rates.Order(), rates);
        Assert.InRange(rates[10] - rates[0], 1, (50 - rates[0]) / 8);
        Assert.Equal(50, rates[^1]);
    }

    private void Send(RateControl control, int seconds, Func<long, bool> refuses)
    {
        for (var end = _now + (seconds * Second); _now < end; _now += (long)(Second / control.RateAt(_now)))
        {
            Hear(control, refuses(++_sent));
        }
    }

    private void Burst(RateControl control, int taken, int refused)
    {
        for (var read = 0; read < taken + refused; read++)
        {
            Hear(control, refused: read >= taken);
        }
    }

    // Each is of a job of its own.
    private void Hear(RateControl control, bool refused)
    {
        long? counted = null;
        if (refused)
        {
            control.Refused(_now, _now, ref counted);
        }
        else
        {
            control.Taken(_now, _now);
        }
    }
}
