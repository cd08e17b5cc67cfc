using System.Text.RegularExpressions;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>samples/Worker: a host, telemetry, many jobs and Ctrl-C.</summary>
public sealed partial class WorkerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Profile => _folder.File("profile.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_films_every_prompt_tells_of_it_and_keeps_what_it_learned()
    {
        var run = await WorkerProgram.RunAsync($"--Worker:Profile={Profile}");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(run.Lines, line => line.StartsWith("service   the emulator at http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Equal(6, run.Lines.Count(line => line.StartsWith("filmed ", StringComparison.Ordinal)));
        Assert.Equal(6, run.Lines.Count(line => line.StartsWith("span      generate_content kling/", StringComparison.Ordinal)));
        Assert.Contains(run.Lines, line => line.StartsWith("measured  gen_ai.client.operation.duration ", StringComparison.Ordinal));
        Assert.Contains("SchemaSdk.ModelClient[7]", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"version\":1,", await File.ReadAllTextAsync(Profile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_run_learned_is_replaced_where_it_cannot_be_read()
    {
        await File.WriteAllTextAsync(Profile, "{");

        var run = await WorkerProgram.RunAsync($"--Worker:Profile={Profile}");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("SchemaSdk.ModelClient[17]", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"version\":1,", await File.ReadAllTextAsync(Profile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_cannot_be_used_stops_it_before_anything_is_sent()
    {
        var run = await WorkerProgram.RunAsync("--ModelClient:JobTimeout=00:00:00", "--Worker:Profile=");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("JobTimeout", run.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("schemasdk.submit", run.Output, StringComparison.Ordinal);
    }

    [FactOutsideWindows("Windows has no way to send Ctrl-C to another process.")]
    public async Task Ctrl_c_says_what_goes_on_at_the_service()
    {
        using var worker = WorkerProgram.Start(
            "--Emulator:QueueTime=01:00:00", "--Worker:MaxInFlight=1", $"--Worker:Profile={Profile}");
        await worker.SawAsync("span      schemasdk.status");

        await worker.InterruptAsync();
        var run = await worker.EndAsync();

        Assert.True(run.ExitCode == 0, run.ToString());
        var id = Accepted().Match(run.Output).Groups["id"].Value;
        Assert.Contains($"goes on   {id} at the service: Attach(\"{id}\") has its result later", run.Lines);
        Assert.Contains("stopped   what was not begun was not sent, and costs nothing", run.Lines);
    }

    [GeneratedRegex("Request (?<id>[A-Za-z0-9_-]+) of .* was accepted")]
    private static partial Regex Accepted();
}
