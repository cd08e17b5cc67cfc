using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.MassTransit;
using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>Requests jobs and receives their results, in a process that is not killed.</summary>
internal sealed class Orders : IAsyncDisposable
{
    private const int PerBatch = 20;

    private readonly IHost _host;
    private int _asked;

    private Orders(IHost host, Ends ends) => (_host, Ends) = (host, ends);

    public Ends Ends { get; }

    public int Asked => Volatile.Read(ref _asked);

    public static async Task<Orders> OpenAsync(Uri broker)
    {
        var ends = new Ends();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(ends).Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddConsumer<Ends.Listener>();
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker);
                rabbit.PrefetchCount = 100;
                rabbit.ConfigureEndpoints(context);
            });
        });
        var orders = new Orders(builder.Build(), ends);
        await orders._host.StartAsync();
        return orders;
    }

    public static string KeyOf(int number) => $"{JobKind.Ordered}-{number}";

    /// <summary>Requests jobs at the given rate, and every twentieth of them twice.</summary>
    public async Task AskAsync(int count, int perSecond, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)PerBatch / perSecond));
        while (Asked < count)
        {
            var first = Asked;
            var keys = Enumerable.Range(first, Math.Min(PerBatch, count - first)).Append(first).Select(KeyOf);
            await Task.WhenAll(keys.Select(key => AskAsync(key, stop)));
            Interlocked.Add(ref _asked, Math.Min(PerBatch, count - first));
            await timer.WaitForNextTickAsync(stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    // A repeated message starts no second job, because it has the same key.
    private async Task AskAsync(string key, CancellationToken stop)
    {
        var input = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["prompt"] = key });
        var message = new RunModel { Key = key, ModelId = MachineOrder.ModelId, Input = input };
        while (true)
        {
            try
            {
                await _host.Services.GetRequiredService<IBus>().Publish(message, stop).WaitAsync(TimeSpan.FromSeconds(30), stop);
                return;
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                // An unreachable broker causes many kinds of exceptions.
                await Task.Delay(200, stop);
            }
        }
    }
}
