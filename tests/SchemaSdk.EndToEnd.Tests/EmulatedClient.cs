using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>An emulator and a client that calls it over a socket.</summary>
internal sealed class EmulatedClient : IAsyncDisposable
{
    private EmulatedClient(ModelEmulator emulator)
    {
        Service = emulator;
        Client = Another();
    }

    public ModelEmulator Service { get; }

    public RunComfyClient Client { get; }

    public static async Task<EmulatedClient> StartAsync(ModelEmulatorOptions? options = null)
    {
        var emulator = new ModelEmulator(
            RunComfyClient.Models,
            options ?? new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await emulator.StartAsync();
        return new EmulatedClient(emulator);
    }

    public RunComfyClient Another(Action<ModelClientOptions>? configure = null)
    {
        var options = new ModelClientOptions { BaseAddress = Service.Address, ApiToken = Service.Token };
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        configure?.Invoke(options);
        return new RunComfyClient(options);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Service.DisposeAsync();
    }
}
