using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.MassTransit.Tests.Bench;

namespace SchemaSdk.MassTransit.Tests;

/// <summary>A bus that takes messages of the broker, and publishes none itself.</summary>
public class DeadChannelTests
{
    [Fact]
    public async Task The_health_says_that_the_broker_has_confirmed_nothing_for_a_minute_until_it_confirms_a_message()
    {
        var (time, isDead, tries) = (new HeldTime(), true, 0);
        await using var desk = await Desk.OpenAsync(
            broker => broker.ConfigurePublish(pipe => pipe.UseExecute(context =>
            {
                if (context is PublishContext<ModelEnded> && isDead)
                {
                    Interlocked.Increment(ref tries);
                    throw new TimeoutException("The channel is closed.");
                }
            })),
            path => new FileJobLedger(path, new() { TimeProvider = time }));
        await desk.AskAsync("order-1");
        await Soon.Until(() => Task.FromResult(Volatile.Read(ref tries) > 2));
        var before = await desk.HealthAsync();
        time.Pass(60);
        await Soon.Until(async () => (await desk.HealthAsync()).Status == HealthStatus.Unhealthy);
        var during = await desk.HealthAsync();
        Volatile.Write(ref isDead, false);
        await desk.UntilDeliveredAsync("order-1");

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Healthy), (before.Status, (await desk.HealthAsync()).Status));
        Assert.Contains("start this one again", during.Description, StringComparison.Ordinal);
        Assert.Contains("The channel is closed.", during.Description, StringComparison.Ordinal);
    }
}
