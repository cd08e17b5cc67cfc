using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>An emulator, and a client that calls it.</summary>
internal sealed class TelemetryStage : IAsyncDisposable
{
    public TelemetryStage(ModelEmulator emulator, ModelClientOptions options)
    {
        (Emulator, Options) = (emulator, options);
        Http = new HttpClient(emulator.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        Client = new RunComfyClient(Http, options);
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
