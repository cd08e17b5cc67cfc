using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>The real service is played by an emulator, which counts what would have been paid for.</summary>
public sealed class QuickstartLiveTests
{
    [Fact]
    public async Task A_token_in_the_environment_alone_spends_nothing()
    {
        await using var service = await StartServiceAsync();
        using var folder = new TemporaryFolder();

        var run = await QuickstartProgram.RunAsync(EnvironmentOf(service), "--out", folder.File("out.mp4"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("in the emulator", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, service.Requests);
    }

    [Fact]
    public async Task Without_a_confirmation_nothing_is_submitted()
    {
        await using var service = await StartServiceAsync();

        var run = await QuickstartProgram.RunAsync(EnvironmentOf(service), "--live");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Every accepted submit costs money.", run.Output, StringComparison.Ordinal);
        Assert.Contains("--yes", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, service.Requests);
    }

    [Fact]
    public async Task A_confirmed_run_is_submitted_once()
    {
        await using var service = await StartServiceAsync();
        using var folder = new TemporaryFolder();

        var run = await QuickstartProgram.RunAsync(EnvironmentOf(service), "--live", "--yes", "--out", folder.File("out.mp4"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Every accepted submit costs money.", run.Output, StringComparison.Ordinal);
        Assert.Contains("at the real service", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, service.Bills);
        await Video.PlaysAsync(folder.File("out.mp4"));
    }

    [Fact]
    public async Task No_token_is_one_readable_line()
    {
        var run = await QuickstartProgram.RunAsync("--live", "--yes");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("RUNCOMFY_API_TOKEN", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task No_token_is_told_before_the_cost()
    {
        var run = await QuickstartProgram.RunAsync("--live");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("--live needs a token", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_was_left_can_be_come_back_to_without_paying_again()
    {
        await using var service = await StartServiceAsync();
        using var folder = new TemporaryFolder();
        using var client = new RunComfyClient(new ModelClientOptions { BaseAddress = service.Address, ApiToken = service.Token });
        var job = await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Left alone." });

        var run = await QuickstartProgram.RunAsync(
            EnvironmentOf(service), "--live", "--resume", job.RequestId, "--out", folder.File("out.mp4"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains($"request  {job.RequestId}", run.Lines);
        Assert.Equal(1, service.Bills);
        Assert.True(File.Exists(folder.File("out.mp4")));
    }

    private static async Task<ModelEmulator> StartServiceAsync()
    {
        var service = new ModelEmulator(
            RunComfyClient.Models,
            new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await service.StartAsync();
        return service;
    }

    private static Dictionary<string, string> EnvironmentOf(ModelEmulator service) => new()
    {
        ["RUNCOMFY_API_TOKEN"] = service.Token,
        ["RUNCOMFY_MODEL_API_BASE"] = service.Address.ToString(),
    };
}
