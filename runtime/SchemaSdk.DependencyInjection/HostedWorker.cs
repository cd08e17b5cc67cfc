using Microsoft.Extensions.Hosting;
using SchemaSdk.Durable.Workers;

namespace SchemaSdk.DependencyInjection;

/// <summary>Runs the worker while the host is running.</summary>
internal sealed class HostedWorker(ModelJobsParts parts) : BackgroundService
{
    public override Task StopAsync(CancellationToken cancellationToken) => parts.Worker.StopAsync(base.StopAsync, cancellationToken);

    public override void Dispose()
    {
        parts.Abandon();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => parts.Worker.RunAsync(stoppingToken);
}
