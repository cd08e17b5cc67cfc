using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Integration.Tests.MassTransit;

[Collection(nameof(StopCycles))]
public sealed class StopCyclesTests
{
    private readonly StopCycles _cycles = new();

    [Fact]
    public async Task Hosts_that_stop_at_random_moments_throw_nothing_and_submit_no_job_twice()
    {
        await using var shop = new Shop(_cycles.Service);

        // Allows OperationCanceledException, because the bus logs it for a message whose send was cancelled.
        await _cycles.RunAsync(
            few: 15,
            seed: 36,
            () => HostOf(shop),
            static (host, name) => AskAsync(host, name),
            mayFail: static error => error is OperationCanceledException);
    }

    private static Task AskAsync(IHost host, string key) => host.Services.GetRequiredService<IBus>().Publish(
        new RunModel { Key = key, ModelId = Shop.Model, Input = Shop.Input(key) });

    private IHost HostOf(Shop shop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(_cycles.Log);
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddModelJobMessages();
            bus.UsingInMemory((context, broker) => broker.ConfigureEndpoints(context));
        });
        shop.Register(builder.Services);
        return builder.Build();
    }
}
