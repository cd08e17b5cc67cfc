using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>An emulator and a client that calls it over a socket or directly.</summary>
internal sealed class EmulatedClient : IAsyncDisposable
{
    private readonly HttpClient? _http;
    private readonly bool _isSocket;

    private EmulatedClient(ModelEmulator emulator, bool isSocket)
    {
        Service = emulator;
        _isSocket = isSocket;
        _http = isSocket ? null : new HttpClient(emulator.CreateHandler());
        Client = Another();
    }

    public ModelEmulator Service { get; }

    public RunComfyClient Client { get; }

    public static async Task<EmulatedClient> StartAsync(bool isSocket, ModelEmulatorOptions? options = null)
    {
        var emulator = new ModelEmulator(
            RunComfyClient.Models,
            options ?? new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        if (isSocket)
        {
            await emulator.StartAsync();
        }

        return new EmulatedClient(emulator, isSocket);
    }

    public RunComfyClient Another(string? token = null, Action<ModelClientOptions>? configure = null)
    {
        var options = new ModelClientOptions { BaseAddress = Service.Address, ApiToken = token ?? Service.Token };
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        configure?.Invoke(options);
        return _isSocket ? new RunComfyClient(options) : new RunComfyClient(_http!, options);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _http?.Dispose();
        await Service.DisposeAsync();
    }
}
