using Microsoft.Extensions.Logging;
using Quickstart;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Tests the Quickstart with <c>--live</c>. An emulator stands in for the real service.</summary>
public sealed class QuickstartLiveTests
{
    [Fact]
    public async Task A_token_in_the_environment_alone_causes_no_charge()
    {
        await using var service = await QuickstartProgram.StartServiceAsync();
        using var folder = new TemporaryFolder();

        var run = await QuickstartProgram.RunAsync(QuickstartProgram.EnvironmentOf(service), "--out", folder.File("out.mp4"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("in the emulator", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, service.Requests);
    }

    [Fact]
    public async Task Without_a_confirmation_nothing_is_submitted()
    {
        await using var service = await QuickstartProgram.StartServiceAsync();

        var run = await QuickstartProgram.RunAsync(QuickstartProgram.EnvironmentOf(service), "--live");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Every accepted submit costs money.", run.Output, StringComparison.Ordinal);
        Assert.Contains("--yes", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, service.Requests);
    }

    [FactWith("ffmpeg")]
    public async Task A_confirmed_run_is_submitted_once()
    {
        await using var service = await QuickstartProgram.StartServiceAsync();
        using var folder = new TemporaryFolder();

        var run = await QuickstartProgram.RunAsync(
            QuickstartProgram.EnvironmentOf(service), "--live", "--yes", "--out", folder.File("out.mp4"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Every accepted submit costs money.", run.Output, StringComparison.Ordinal);
        Assert.Contains("at the real service", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, service.Bills);
        await Video.PlaysAsync(folder.File("out.mp4"));
    }

    // The program reports a missing connection only when its first attempt to connect has failed.
    [Fact]
    public void A_missing_connection_is_reported_within_five_seconds() =>
        Assert.InRange(LiveService.NewOptions(TextWriter.Null).Timeouts.Connect, TimeSpan.Zero, TimeSpan.FromSeconds(4));

    [Theory]
    [InlineData(
        3,
        "NotConnected",
        "No connection to the service. Nothing has been submitted yet. Retrying for two minutes. Press Ctrl-C to stop.")]
    [InlineData(
        6, "TimedOut", "No connection to the service. The job continues at the service. Retrying for two minutes. Press Ctrl-C to stop.")]
    [InlineData(3, "None", "")]
    [InlineData(6, "None", "")]
    [InlineData(6, "Broken", "")]
    [InlineData(1, "NotConnected", "")]
    public void Only_a_missing_connection_is_reported_and_only_once(int eventId, string failure, string says)
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
    public async Task An_abandoned_job_can_be_resumed_without_another_charge()
    {
        await using var service = await QuickstartProgram.StartServiceAsync();
        using var folder = new TemporaryFolder();
        using var client = new RunComfyClient(new ModelClientOptions { BaseAddress = service.Address, ApiToken = service.Token });
        var job = await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Left alone." });

        var run = await QuickstartProgram.RunAsync(
            QuickstartProgram.EnvironmentOf(service), "--live", "--resume", job.RequestId, "--out", folder.File("out.mp4"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains($"request  {job.RequestId}", run.Lines);
        Assert.Equal(1, service.Bills);
        Assert.True(File.Exists(folder.File("out.mp4")));
    }
}
