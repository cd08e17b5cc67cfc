using SchemaSdk.Emulation;
using SchemaSdk.Fal;
using SchemaSdk.Replicate;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Tests that the emulators accept the callback addresses that clients send.</summary>
public sealed class CallbackAddressTests
{
    private static readonly Uri Callback = new("https://shop.example/callbacks?key=order-1&proof=0A");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_emulator_of_fal_runs_a_job_with_a_callback_address(bool isSocket)
    {
        await using var emulator = await StartAsync(FalClient.Models, EmulatedProtocols.Fal, isSocket);
        using var recorder = new SentBodyRecorder(isSocket ? new SocketsHttpHandler() : emulator.CreateHandler());
        using var http = new HttpClient(recorder);
        await using var client = new FalClient(http, OptionsFor(emulator));
        var options = new RunOptions { Service = new FalOptions { CallbackAddress = Callback } };

        await client.FalAi.Flux1.Schnell.RunAsync(new() { Prompt = "a boat" }, options);

        Assert.Equal(
            "/fal-ai/flux-1/schnell?fal_webhook=https%3A%2F%2Fshop.example%2Fcallbacks%3Fkey%3Dorder-1%26proof%3D0A",
            recorder.Last!.Path + recorder.Last.Query);
        Assert.Equal((1, 3), (emulator.Bills, emulator.Requests));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_emulator_of_Replicate_runs_a_job_with_a_callback_address(bool isSocket)
    {
        await using var emulator = await StartAsync(ReplicateClient.Models, EmulatedProtocols.Replicate, isSocket);
        using var recorder = new SentBodyRecorder(isSocket ? new SocketsHttpHandler() : emulator.CreateHandler());
        using var http = new HttpClient(recorder);
        var settings = OptionsFor(emulator);
        settings.Service = new ReplicateOptions { CallbackAddress = Callback };
        await using var client = new ReplicateClient(http, settings);

        await client.BlackForestLabs.FluxSchnell.RunAsync(new() { Prompt = "a boat" });

        Assert.Equal("/v1/models/black-forest-labs/flux-schnell/predictions", recorder.Last!.Path + recorder.Last.Query);
        Assert.EndsWith(
            $$"""},"webhook":"{{Callback}}","webhook_events_filter":["completed"]}""", recorder.Last.Body, StringComparison.Ordinal);
        Assert.Equal((1, 2), (emulator.Bills, emulator.Requests));
    }

    private static async Task<ModelEmulator> StartAsync(IReadOnlyList<ModelInfo> models, EmulatedProtocol protocol, bool isSocket)
    {
        var emulator = new ModelEmulator(
            models, new ModelEmulatorOptions { Protocol = protocol, QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        if (isSocket)
        {
            await emulator.StartAsync();
        }

        return emulator;
    }

    private static ModelClientOptions OptionsFor(ModelEmulator emulator) =>
        new() { BaseAddress = emulator.Address, ApiToken = emulator.Token };
}
