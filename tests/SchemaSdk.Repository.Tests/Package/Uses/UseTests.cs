using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Repository.Tests.Package.Uses;

/// <summary>Tests several kinds of projects that use the packages, with an emulator in this process.</summary>
[Collection(nameof(Packages))]
public sealed class UseTests(PackedFeed feed) : IAsyncLifetime
{
    private readonly ModelEmulator _emulator = new(
        RunComfyClient.Models,
        new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });

    public Task InitializeAsync() => _emulator.StartAsync();

    public Task DisposeAsync() => _emulator.DisposeAsync().AsTask();

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_web_application_uses_inputs_and_outputs_as_its_bodies()
    {
        var lines = await feed.Joint.RunAsync("Web", Environment);

        Assert.Collection(
            lines,
            made => Assert.Matches(@"^200 \{""video"":""http\S+\.mp4""\}$", made),
            refused => Assert.Equal("400 \"/aspect_ratio\"", refused));
        Assert.Equal(1, _emulator.Bills);
    }

    // Only a full test run includes this test: in normal runs, ReferenceTests and ConsumerTests check its two parts separately.
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_library_exposes_a_packed_client_and_its_own_client()
    {
        var root = feed.Consumer("Reexported");
        (await feed.DotnetAsync(Path.Combine(root, "Studio"), "pack", "-warnaserror", "-o", feed.Feed)).Succeeded();

        var lines = await feed.BuildAndRunAsync(Path.Combine(root, "App"), Environment);

        Assert.Equal(["acme/still-1", "True", "kling/kling-3.0/pro/text-to-video True", "/steps"], lines);
    }

    private Dictionary<string, string> Environment => new(feed.Environment)
    {
        ["RUNCOMFY_MODEL_API_BASE"] = _emulator.Address.AbsoluteUri,
        ["RUNCOMFY_API_TOKEN"] = _emulator.Token,
    };
}
