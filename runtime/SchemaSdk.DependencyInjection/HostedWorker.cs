using Microsoft.Extensions.Hosting;
using SchemaSdk.Durable.Workers;

namespace SchemaSdk.DependencyInjection;

/// <summary>Runs the worker as long as the host runs.</summary>
internal sealed class HostedWorker(JobWorker worker) : BackgroundService
{
    public override Task StopAsync(CancellationToken cancellationToken) => worker.StopAsync(base.StopAsync, cancellationToken);

    public override void Dispose()
    {
        worker.Abandon();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.RunAsync(stoppingToken);
}
