using System.Text.RegularExpressions;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Ctrl-C.</summary>
public sealed partial class QuickstartInterruptTests
{
    private const string NoInterrupt = "Windows has no way to send Ctrl-C to another process.";

    [FactOutsideWindows(NoInterrupt)]
    public async Task A_queued_job_is_cancelled_and_the_way_back_is_printed()
    {
        await using var service = await StartServiceAsync(new ModelEmulatorOptions { QueueTime = TimeSpan.FromHours(1) });
        using var quickstart = QuickstartProgram.Start(EnvironmentOf(service), "--live", "--yes");
        await quickstart.SawAsync("in queue");

        await quickstart.InterruptAsync();
        var run = await quickstart.EndAsync();

        Assert.Equal(130, run.ExitCode);
        var id = RequestLine().Match(run.Output).Groups["id"].Value;
        Assert.Contains($"Stopped waiting for request {id}.", run.Error, StringComparison.Ordinal);
        Assert.Contains("It was still in the queue and is cancelled.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"--live --model kling/kling-3.0/pro/text-to-video --resume {id}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [FactOutsideWindows(NoInterrupt)]
    public async Task A_running_job_goes_on_and_that_is_said()
    {
        await using var service = await StartServiceAsync(
            new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromHours(1) });
        using var quickstart = QuickstartProgram.Start(EnvironmentOf(service), "--live", "--yes");
        await quickstart.SawAsync("in progress");

        await quickstart.InterruptAsync();
        var run = await quickstart.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("It has started, so it cannot be cancelled", run.Error, StringComparison.Ordinal);
    }

    [FactOutsideWindows(NoInterrupt)]
    public async Task Before_the_submit_nothing_runs_and_nothing_is_billed()
    {
        // Nobody answers at the address, so the submit is tried again and again. The first attempt that fails is told of: without
        // waiting for that, it would be told of before the interruption or not.
        const string Notice =
            "No connection to the service: nothing has been submitted yet. It keeps trying for two minutes; Ctrl-C stops it.\n";
        using var quickstart = QuickstartProgram.Start(
            new Dictionary<string, string> { ["RUNCOMFY_API_TOKEN"] = "a-token" }, "--live", "--yes");
        await quickstart.SaidAsync(Notice);

        await quickstart.InterruptAsync();
        var run = await quickstart.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("at the real service", run.Output, StringComparison.Ordinal);
        Assert.Equal($"{Notice}Stopped before anything was submitted: nothing runs and nothing is charged.\n", run.Error);
    }

    [FactOutsideWindows(NoInterrupt)]
    public async Task In_the_emulator_nothing_is_left_to_come_back_to()
    {
        using var quickstart = QuickstartProgram.Start(new Dictionary<string, string>());
        await quickstart.SawAsync("in queue");

        await quickstart.InterruptAsync();
        var run = await quickstart.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Matches("Stopped waiting for request [A-Za-z0-9_-]+\\.", run.Error);
        Assert.Contains("The emulator ended with this program", run.Error, StringComparison.Ordinal);
    }

    private static async Task<ModelEmulator> StartServiceAsync(ModelEmulatorOptions options)
    {
        var service = new ModelEmulator(RunComfyClient.Models, options);
        await service.StartAsync();
        return service;
    }

    private static Dictionary<string, string> EnvironmentOf(ModelEmulator service) => new()
    {
        ["RUNCOMFY_API_TOKEN"] = service.Token,
        ["RUNCOMFY_MODEL_API_BASE"] = service.Address.ToString(),
    };

    [GeneratedRegex("request  (?<id>[A-Za-z0-9_-]+)")]
    private static partial Regex RequestLine();
}
