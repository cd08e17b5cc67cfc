using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>An emulator, and a client that calls it. Unless a test sets other times, each job ends as soon as it starts.</summary>
internal sealed class EmulatedStage : IAsyncDisposable
{
    public EmulatedStage(
        ModelEmulatorOptions? emulator = null,
        Action<ModelClientOptions>? configure = null,
        IReadOnlyList<ModelInfo>? models = null,
        Func<HttpMessageHandler, HttpMessageHandler>? around = null)
    {
        Emulator = new ModelEmulator(
            models ?? RunComfyClient.Models,
            emulator ?? new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        Options = new ModelClientOptions { BaseAddress = Emulator.Address, ApiToken = Emulator.Token };
        Options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        configure?.Invoke(Options);
        var handler = Emulator.CreateHandler();
        Http = new HttpClient(around?.Invoke(handler) ?? handler) { Timeout = Timeout.InfiniteTimeSpan };
        Client = new RunComfyClient(Http, Options);
    }

    public ModelEmulator Emulator { get; }

    public ModelClientOptions Options { get; }

    public HttpClient Http { get; }

    public RunComfyClient Client { get; }

    public TextToVideoModel Model => Client.Kling.Kling3_0.Pro.TextToVideo;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Http.Dispose();
        await Emulator.DisposeAsync();
    }
}
