using System.Net;
using SchemaSdk.Sqlite;

namespace SchemaSdk.EndToEnd.Tests;

public sealed partial class WorkerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Profile => _folder.File("profile.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_worker_films_every_prompt_prints_telemetry_and_saves_its_polling_profile()
    {
        var run = await WorkerProgram.RunAsync($"--Worker:Profile={Profile}");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(run.Lines, line => line.StartsWith("service   the emulator at http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Equal(6, run.Lines.Count(line => line.StartsWith("filmed ", StringComparison.Ordinal)));
        Assert.Equal(6, run.Lines.Count(line => SpanName().IsMatch(line)));
        Assert.Contains(run.Lines, line => line.StartsWith("Metric Name: gen_ai.client.operation.duration", StringComparison.Ordinal));
        Assert.Contains("SchemaSdk.ModelClient[7]", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"version\":1,", await File.ReadAllTextAsync(Profile), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task The_worker_prints_the_request_id_that_an_unknown_job_may_have()
    {
        await using var emulator = new ModelEmulator(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Answer(504, "application/json", """{"request_id":"req-1"}"""));
        await emulator.StartAsync();

        using var worker = WorkerProgram.Start(
            "--Worker:Live=true", "--Worker:EndsWhenDone=false", $"--Worker:Ledger={_folder.File("jobs.db")}",
            $"--Worker:Profile={Profile}", $"--ModelClient:BaseAddress={emulator.Address}", $"--ModelClient:ApiToken={emulator.Token}");

        Assert.Matches("^film-[0-9a-f]+ req-1 may be running and charged", await worker.RestAsync("unknown   "));
    }

    // Included only in full test runs, because Integration.Tests/Hosts checks health and callbacks in every run.
    [Fact]
    [Trait("Size", "Full")]
    public async Task The_worker_reports_its_health_and_accepts_callbacks()
    {
        using var worker = WorkerProgram.Start(
            "--Emulator:QueueTime=01:00:00", $"--Worker:Ledger={_folder.File("jobs.db")}", $"--Worker:Profile={Profile}",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        using var http = new HttpClient { BaseAddress = new Uri(await worker.RestAsync("Now listening on: ")) };

        // The worker reports "Degraded" until it has counted its jobs.
        await worker.UntilAsync(() => http.GetStringAsync("/health").Result == "Healthy");
        using var taken = await http.PostAsync("/callbacks/order-1", new StringContent("""{"request_id":"req-1"}"""));
        using var nameless = await http.PostAsync("/callbacks", new StringContent("{}"));
        worker.Kill();

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (taken.StatusCode, nameless.StatusCode));
    }

    [FactOutsideWindows("Windows has no way to send Ctrl-C to another process.")]
    public async Task Ctrl_C_leaves_every_job_in_the_ledger()
    {
        var ledger = _folder.File("jobs.db");
        using var worker = WorkerProgram.Start(
            "--Emulator:QueueTime=01:00:00", $"--Worker:Ledger={ledger}", $"--Worker:Profile={Profile}");
        await worker.SawAsync("schemasdk.status");

        await worker.InterruptAsync();
        var run = await worker.EndAsync();

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("stopped   the ordered jobs are in the ledger: start the program again to continue", run.Lines);
        await using var left = new SqliteJobLedger(ledger);
        Assert.Equal(6, (await left.SummarizeAsync()).Open);
        Assert.Equal(0, (await left.SummarizeAsync()).Unknown);
    }

    [GeneratedRegex("^Activity.DisplayName: +generate_content kling/")]
    private static partial Regex SpanName();
}
