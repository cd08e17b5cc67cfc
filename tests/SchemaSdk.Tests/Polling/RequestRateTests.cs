using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Tests.Polling;

public class RequestRateTests
{
    [Fact]
    public void A_request_that_does_not_wait_counts_too()
    {
        var rate = new RequestRate(1, new FakeTime(), NullLogger.Instance, "read");

        rate.Spend();
        rate.Spend();
        rate.Spend();

        Assert.Equal(TimeSpan.FromSeconds(3), rate.TryTake());
    }
}
