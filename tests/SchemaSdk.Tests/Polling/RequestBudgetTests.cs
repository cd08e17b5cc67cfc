using SchemaSdk.Polling;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Polling;

public class RequestBudgetTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(50)]
    [InlineData(2.5)]
    [InlineData(0.1)]
    public void In_the_long_run_no_more_is_taken_than_there_is(double perSecond)
    {
        var taken = TakenIn(new RequestBudget(perSecond, _time), 100 * Second);

        Assert.InRange(taken, 100 * perSecond, (100 * perSecond) + Math.Max(0.2 * perSecond, 1) + 1);
    }

    [Fact]
    public void Without_a_limit_there_is_always_some()
    {
        var budget = new RequestBudget(double.PositiveInfinity, _time);

        Assert.All(Enumerable.Range(0, 100_000), _ => Assert.Equal(TimeSpan.Zero, budget.TryTake()));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(double.PositiveInfinity)]
    public void After_the_service_has_had_too_much_half_is_taken_and_then_more_and_more(double perSecond)
    {
        var budget = new RequestBudget(perSecond, _time);
        for (var second = 0; second < 3; second++)
        {
            TakenIn(budget, Second, most: 40);
        }

        budget.SlowDown(pause: TimeSpan.FromSeconds(10));
        budget.SlowDown(pause: TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));
        var first = TakenIn(budget, TimeSpan.FromSeconds(5)) / 5;
        _time.Advance(TimeSpan.FromSeconds(25));
        var later = TakenIn(budget, TimeSpan.FromSeconds(5)) / 5;

        Assert.InRange(first, 15, 25);
        Assert.InRange(later, 1.7 * first, 2.3 * first);
    }

    [Fact]
    public void What_does_not_wait_for_its_turn_is_counted_all_the_same()
    {
        var budget = new RequestBudget(1, _time);

        budget.Spend();
        budget.Spend();
        budget.Spend();

        Assert.Equal(TimeSpan.FromSeconds(3), budget.TryTake());
    }

    private double TakenIn(RequestBudget budget, TimeSpan time, int most = int.MaxValue)
    {
        var taken = 0;
        for (var end = _time.GetUtcNow() + time; _time.GetUtcNow() < end;)
        {
            var wait = taken < most ? budget.TryTake() : Second;
            taken += wait == TimeSpan.Zero ? 1 : 0;
            var left = end - _time.GetUtcNow();
            _time.Advance(wait < left ? wait : left);
        }

        return taken;
    }
}
