using Microsoft.Extensions.Hosting;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>
/// Leaves the handling of Ctrl+C to the application, because the default lifetime would stop the emulator while jobs are running.
/// </summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
