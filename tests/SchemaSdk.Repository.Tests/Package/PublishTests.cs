using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Repository.Tests.Package;

[Collection(nameof(Packages))]
public sealed class PublishTests(PackedFeed feed)
{
    // Trimming takes a minute, and the trimming analyzers already run in every build.
    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public Task A_trimmed_program_runs() => PublishAndRunAsync("net10.0", native: false, "just in time");

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public Task A_native_program_runs() => PublishAndRunAsync("net8.0", native: true, "ahead of time");

    private async Task PublishAndRunAsync(string framework, bool native, string compiled)
    {
        var project = feed.Consumer("Published", $"Published for {framework}");
        await using var emulator = new ModelEmulator(
            RunComfyClient.Models,
            new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await emulator.StartAsync();
        await using var cluster = await PrivateCluster.StartAsync();

        (await feed.DotnetAsync(project, "publish", "-o", "out", $"-p:Framework={framework}", $"-p:Native={native}")).Succeeded();
        var run = (await ShellCommand.RunAsync(
            Path.Combine(project, "out", OperatingSystem.IsWindows() ? "Published.exe" : "Published"),
            project,
            new Dictionary<string, string>
            {
                ["RUNCOMFY_MODEL_API_BASE"] = emulator.Address.AbsoluteUri,
                ["RUNCOMFY_API_TOKEN"] = emulator.Token,
                ["JOBS_DATABASE"] = await cluster.CreateDatabaseAsync(),
            })).Succeeded();

        Assert.Equal(
            [
                compiled, "made http, True", "refused /aspect_ratio", "read Written.", $"known {RunComfyClient.Models.Count}",
                "untyped Object", "kept True, True", "claimed Sending", "grouped 41", "filed True",
                "hosted Ended, 202", "function completed", "tool completed",
            ],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(7, emulator.Bills);
    }
}
