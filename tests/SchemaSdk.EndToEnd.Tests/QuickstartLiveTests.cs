using Microsoft.Extensions.Logging;
using Quickstart;
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

    [FactOutsideWindows("Windows has no way to send Ctrl-C to another process.")]
    public async Task Without_a_network_it_says_that_it_cannot_connect_and_goes_on_trying()
    {
        // Nobody answers at the address that programs under test are given.
        using var run = QuickstartProgram.Start(new Dictionary<string, string> { ["RUNCOMFY_API_TOKEN"] = "token" }, "--live", "--yes");

        await run.SaidAsync(
            "No connection to the service: nothing has been submitted yet. It keeps trying for two minutes; Ctrl-C stops it.");
        await run.InterruptAsync();

        var end = await run.EndAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.Contains("Stopped before anything was submitted: nothing runs and nothing is charged.", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_hears_nothing_from_the_network_is_told_within_five_seconds()
    {
        // The first attempt ends then, or before.
        Assert.InRange(LiveService.NewOptions(TextWriter.Null).Timeouts.Connect, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    [Theory]
    [InlineData(
        3,
        "NotConnected",
        "No connection to the service: nothing has been submitted yet. It keeps trying for two minutes; Ctrl-C stops it.")]
    [InlineData(
        6, "TimedOut", "No connection to the service: the job goes on at the service. It keeps trying for two minutes; Ctrl-C stops it.")]
    [InlineData(3, "None", "")]
    [InlineData(6, "None", "")]
    [InlineData(6, "Broken", "")]
    [InlineData(1, "NotConnected", "")]
    public void A_missing_connection_is_told_once_and_nothing_else_is(int eventId, string failure, string says)
    {
        using var output = new StringWriter();
        ILogger notice = new ConnectionNotice(output);
        for (var time = 0; time < 2; time++)
        {
            notice.Log(
                LogLevel.Debug, new EventId(eventId), (KeyValuePair<string, object?>[])[new("Failure", failure)], null, (_, _) => "");
        }

        Assert.Equal(says, output.ToString().TrimEnd());
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
