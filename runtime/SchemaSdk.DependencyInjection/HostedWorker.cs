using Microsoft.Extensions.Hosting;
using SchemaSdk.Durable.Workers;

namespace SchemaSdk.DependencyInjection;

/// <summary>Runs the worker while the host is running.</summary>
internal sealed class HostedWorker(ModelJobsParts parts) : BackgroundService, IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        parts.Runs.IsClosing = true;
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task StopAsync(CancellationToken cancellationToken) => parts.Worker.StopAsync(base.StopAsync, cancellationToken);

    public override void Dispose()
    {
        parts.Abandon();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => parts.Worker.RunAsync(stoppingToken);
}
