using Microsoft.Extensions.Hosting;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>
/// Leaves Ctrl+C to the application. The default lifetime would handle Ctrl+C itself, and stop the emulator while jobs run.
/// </summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
