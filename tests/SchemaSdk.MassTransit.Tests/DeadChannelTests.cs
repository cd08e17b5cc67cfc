using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.MassTransit.Tests.Bench;

namespace SchemaSdk.MassTransit.Tests;

/// <summary>A bus that takes messages of the broker, and whose own are never confirmed.</summary>
public sealed class DeadChannelTests
{
    private readonly HeldTime _time = new();
    private bool _isDead = true;
    private int _tries;

    [Fact]
    public async Task The_health_says_that_the_broker_has_confirmed_nothing_for_a_minute_until_it_confirms_a_message()
    {
        await using var desk = await OpenAsync(static () => Task.Delay(Timeout.Infinite));
        await desk.AskAsync("order-1");
        await UntilTriedAsync(2);
        var before = await desk.HealthAsync();
        _time.Pass(60);
        await UntilUnhealthyAsync(desk);
        var during = await desk.HealthAsync();
        Volatile.Write(ref _isDead, false);
        await desk.UntilDeliveredAsync("order-1");

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Healthy), (before.Status, (await desk.HealthAsync()).Status));
        Assert.StartsWith("The broker did not confirm a ModelEnded within 00:00:00.2", during.Description, StringComparison.Ordinal);
        Assert.Contains("start this one again", during.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_forgets_it_once_nothing_was_published_for_ten_minutes()
    {
        await using var desk = await OpenAsync(static () => Task.Delay(Timeout.Infinite));
        await desk.AskAsync("order-1");
        await UntilTriedAsync(2);
        _time.Pass(60);
        await UntilUnhealthyAsync(desk);

        _time.Pass(600);

        Assert.Equal(HealthStatus.Healthy, (await desk.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_message_that_cannot_be_published_says_nothing_of_the_broker()
    {
        await using var desk = await OpenAsync(static () => throw new InvalidOperationException("It cannot be written."));
        await desk.AskAsync("order-1");
        await UntilTriedAsync(2);
        _time.Pass(60);
        await UntilTriedAsync(4);

        Assert.Equal(HealthStatus.Healthy, (await desk.HealthAsync()).Status);
    }

    private Task<Desk> OpenAsync(Func<Task> dies) => Desk.OpenAsync(
        broker => broker.ConfigurePublish(pipe => pipe.UseExecuteAsync(async context =>
        {
            if (context is PublishContext<ModelEnded> && Volatile.Read(ref _isDead))
            {
                Interlocked.Increment(ref _tries);
                await dies();
            }
        })),
        path => new FileJobLedger(path, new() { TimeProvider = _time }),
        options => options.PublishTimeout = TimeSpan.FromMilliseconds(200));

    // One has failed before another one begins.
    private Task UntilTriedAsync(int count) => Soon.Until(() => Task.FromResult(Volatile.Read(ref _tries) >= count));

    private static Task UntilUnhealthyAsync(Desk desk) =>
        Soon.Until(async () => (await desk.HealthAsync()).Status == HealthStatus.Unhealthy);
}
