namespace SchemaSdk.EndToEnd.Tests;

public sealed partial class QuickstartInterruptTests
{
    private const string NoInterrupt = "Windows has no way to send Ctrl-C to another process.";

    [FactOutsideWindows(NoInterrupt)]
    public Task A_queued_job_is_canceled_and_no_command_to_resume_is_printed() => InterruptsAsync(
        "in queue", "The job was cancelled while it was in the queue.", queueTime: TimeSpan.FromHours(1));

    [FactOutsideWindows(NoInterrupt)]
    public Task A_running_job_cannot_be_cancelled_and_the_message_says_so() => InterruptsAsync(
        "in progress", "The job is running or has ended, so it cannot be cancelled.", runTime: TimeSpan.FromHours(1));

    [FactOutsideWindows(NoInterrupt)]
    public async Task Before_the_submit_the_message_says_that_nothing_runs_and_nothing_is_charged()
    {
        // No server listens at the address that the tests set, so the first attempt fails with this notice. After an earlier interrupt, the
        // output would depend on the timing.
        const string Notice =
            "No connection to the service. Nothing has been submitted yet. Retrying for two minutes. Press Ctrl-C to stop.\n";
        using var quickstart = QuickstartProgram.Start(
            new Dictionary<string, string> { ["RUNCOMFY_API_TOKEN"] = "a-token" }, "--live", "--yes");
        await quickstart.SaidAsync(Notice);

        await quickstart.InterruptAsync();
        var run = await quickstart.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("at the real service", run.Output, StringComparison.Ordinal);
        Assert.Equal($"{Notice}Stopped before the service accepted a job, so no job is running and nothing is charged.\n", run.Error);
    }

    [FactOutsideWindows(NoInterrupt)]
    public async Task With_the_emulator_the_message_says_that_the_job_ended_too()
    {
        using var quickstart = QuickstartProgram.Start(new Dictionary<string, string>());
        await quickstart.SawAsync("in progress");

        await quickstart.InterruptAsync();
        var run = await quickstart.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Matches("Stopped waiting for request [A-Za-z0-9_-]+\\.", run.Error);
        Assert.Contains("The emulator and its jobs ended with this program", run.Error, StringComparison.Ordinal);
    }

    private static async Task InterruptsAsync(string state, string said, TimeSpan queueTime = default, TimeSpan runTime = default)
    {
        await using var service = await QuickstartProgram.StartServiceAsync(queueTime, runTime);
        using var quickstart = QuickstartProgram.Start(QuickstartProgram.EnvironmentOf(service), "--live", "--yes");
        await quickstart.SawAsync(state);

        await quickstart.InterruptAsync();

        var run = await quickstart.EndAsync();
        Assert.Equal(130, run.ExitCode);
        var id = RequestLine().Match(run.Output).Groups["id"].Value;
        Assert.Contains($"Stopped waiting for request {id}.", run.Error, StringComparison.Ordinal);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(state == "in progress", run.Error.Contains("--resume", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("request  (?<id>[A-Za-z0-9_-]+)")]
    private static partial Regex RequestLine();
}
