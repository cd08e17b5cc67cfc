using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Tests.Polling;

public class RequestRateTests
{
    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(50)]
    [InlineData(2.5)]
    [InlineData(0.1)]
    public void In_the_long_run_no_more_requests_are_sent_than_the_rate_limit_allows(double perSecond)
    {
        var taken = TakenIn(New(perSecond), TimeSpan.FromSeconds(100));

        Assert.InRange(taken, 100 * perSecond, (100 * perSecond) + Math.Max(0.2 * perSecond, 1) + 1);
    }

    [Fact]
    public void A_request_that_does_not_wait_counts_too()
    {
        var budget = New(1);

        budget.Spend();
        budget.Spend();
        budget.Spend();

        Assert.Equal(TimeSpan.FromSeconds(3), budget.TryTake());
    }

    private RequestBudget New(double perSecond) => new(perSecond, _time, NullLogger.Instance, "read");

    private double TakenIn(RequestBudget budget, TimeSpan time)
    {
        var taken = 0;
        for (var end = _time.GetUtcNow() + time; _time.GetUtcNow() < end;)
        {
            var wait = budget.TryTake();
            taken += wait == TimeSpan.Zero ? 1 : 0;
            var left = end - _time.GetUtcNow();
            _time.Advance(wait < left ? wait : left);
        }

        return taken;
    }
}
