using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Tests.Polling;

/// <summary>The client must send fewer requests once the service refuses reads.</summary>
public class RateControlTests
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
        var control = new RateControl(50);

        Send(control, seconds: 600, refuses: number => number % oneOf == 0);

        Assert.Equal(50, control.RateAt(_now));
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(1, 3)]
    [InlineData(2, 50)]
    public void One_or_two_jobs_that_are_always_refused_change_nothing(int jobs, double perSecond)
    {
        var control = new RateControl(perSecond);
        var names = Enumerable.Range(0, jobs).Select(static job => $"job {job}").ToArray();

        for (var poll = 0; poll < 200; poll++, _now += jobs == 1 ? Second / 4 : 2 * Second)
        {
            foreach (var name in names)
            {
                control.Answered(_now, _now, refusedJob: name);
            }

            if (jobs == 1)
            {
                control.Answered(_now, _now, refusedJob: null);
            }
        }

        Assert.Equal(perSecond, control.RateAt(_now));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(double.PositiveInfinity)]
    public void Refusals_of_several_jobs_reduce_the_rate_to_just_below_the_accepted_rate(double perSecond)
    {
        var control = new RateControl(perSecond);

        for (var read = 0; read < 200; read++, _now += Second / 40)
        {
            Answer(control, refused: read % 40 >= 30);
        }

        Assert.InRange(control.RateAt(_now), 0.85 * 30, 0.95 * 30);
    }

    [Fact]
    public void Time_in_which_nothing_is_sent_does_not_reduce_the_rate()
    {
        var control = new RateControl(50);
        Burst(control, taken: 30, refused: 0);
        _now += 3 * Second;

        Burst(control, taken: 30, refused: 10);

        Assert.InRange(control.RateAt(_now), 0.85 * 30, 0.95 * 30);
    }

    [Fact]
    public void The_rate_falls_at_most_every_two_seconds_and_at_most_by_half()
    {
        var control = new RateControl(48);
        Burst(control, taken: 24, refused: 24);
        List<double> rates = [];

        for (var tenth = 0; tenth < 40; tenth++, _now += Second / 10)
        {
            Answer(control, refused: true);
            rates.Add(control.RateAt(_now));
        }

        Assert.Equal(2, rates.Zip(rates.Skip(1)).Count(pair => pair.Second < 0.8 * pair.First) + 1);
        Assert.True(rates[^1] >= 2, $"{rates[^1]}");
    }

    [Fact]
    public void Refusals_of_requests_that_were_sent_before_the_rate_fell_do_not_reduce_it_again()
    {
        var control = new RateControl(50);
        Burst(control, taken: 30, refused: 10);
        var (sent, slow) = (_now - 1, control.RateAt(_now));

        _now += 4 * Second;
        for (var read = 0; read < 50; read++)
        {
            control.Answered(sent, _now, refusedJob: new object());
        }

        Assert.True(control.RateAt(_now) > slow);
    }

    [Fact]
    public void The_rate_rises_slowly_at_first_and_is_restored_after_half_a_minute()
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
            Answer(control, refuses(++_sent));
        }
    }

    private void Burst(RateControl control, int taken, int refused)
    {
        for (var read = 0; read < taken + refused; read++)
        {
            Answer(control, refused: read >= taken);
        }
    }

    // Each refusal is about a different job.
    private void Answer(RateControl control, bool refused) => control.Answered(_now, _now, refused ? new object() : null);
}
