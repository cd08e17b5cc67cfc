using SchemaSdk;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace Quickstart;

/// <summary>An emulated service on this machine, based on the same schemas as the client. Jobs cost nothing.</summary>
internal sealed class EmulatedService : RunningService
{
    private readonly ModelEmulator _emulator;

    private EmulatedService(ModelEmulator emulator, RunComfyClient client)
        : base(client)
    {
        _emulator = emulator;
    }

    public override string Description => $"in the emulator at {_emulator.Address} (costs nothing)";

    public static async Task<RunningService> StartAsync(CancellationToken cancellationToken)
    {
        // The emulated jobs are slow enough for a user to watch their progress.
        var emulator = new ModelEmulator(
            RunComfyClient.Models,
            new ModelEmulatorOptions { QueueTime = TimeSpan.FromSeconds(3), RunTime = TimeSpan.FromSeconds(2), QueueDepth = 2 });
        await emulator.StartAsync(cancellationToken: cancellationToken);

        var options = new ModelClientOptions { BaseAddress = emulator.Address, ApiToken = emulator.Token };
        options.Polling.Interval = TimeSpan.FromMilliseconds(250);
        return new EmulatedService(emulator, new RunComfyClient(options));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _emulator.DisposeAsync();
    }
}
