using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Repository.Tests.Package.Uses;

[Collection(nameof(Packages))]
public sealed class UseTests(PackedFeed feed)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_web_application_uses_inputs_and_outputs_as_its_bodies()
    {
        await using var emulator = new ModelEmulator(
            RunComfyClient.Models, new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await emulator.StartAsync();

        var lines = await feed.Joint.RunAsync("Web", new Dictionary<string, string>(feed.Environment)
        {
            ["RUNCOMFY_MODEL_API_BASE"] = emulator.Address.AbsoluteUri,
            ["RUNCOMFY_API_TOKEN"] = emulator.Token,
        });

        Assert.Collection(
            lines,
            made => Assert.Matches(@"^200 \{""video"":""http\S+\.mp4""\}$", made),
            refused => Assert.Equal("400 \"/aspect_ratio\"", refused));
        Assert.Equal(1, emulator.Bills);
    }
}
