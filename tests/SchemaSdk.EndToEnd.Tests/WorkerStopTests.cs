using System.Diagnostics;
using SchemaSdk.Emulation;
using SchemaSdk.PostgreSql;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Tests that samples/Worker, with a ledger in PostgreSQL, stops cleanly when an orchestrator sends SIGTERM.</summary>
public sealed class WorkerStopTests
{
    private static readonly TimeSpan ByteTime = TimeSpan.FromMilliseconds(777);

    // This is the default of HostOptions.ShutdownTimeout.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task SIGTERM_waits_for_submits_in_flight_and_leaves_every_job_to_the_next_process()
    {
        var answers = new HeldTime(ByteTime);
        await using var cluster = await PrivateCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using var emulator = new ModelEmulator(
            RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, TimeProvider = answers });
        emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Drip(ByteTime), times: 4);
        await emulator.StartAsync();
        string[] arguments =
        [
            "--Worker:Live=true", $"--Worker:Ledger={database}", "--Worker:Profile=", "--ModelJobs:MaxSubmits=4",
            $"--ModelClient:BaseAddress={emulator.Address}", $"--ModelClient:ApiToken={emulator.Token}",
        ];

        using (var worker = WorkerProgram.Start(arguments))
        {
            // The service has accepted four jobs, but each answer stops after its first byte.
            await worker.UntilAsync(() => answers.Pauses == 4);
            await worker.TerminateAsync();
            var since = Stopwatch.StartNew();
            await worker.SawAsync("The worker is stopping");
            await using (var before = new PostgreSqlJobLedger(database))
            {
                Assert.Equal(4, await CountAsync(before, LedgerState.Sending));
            }

            var ending = worker.EndAsync();
            while (!ending.IsCompleted)
            {
                answers.EndPauses();
                await Task.WhenAny(ending, Task.Delay(1));
            }

            var run = await ending;
            Assert.True(run.ExitCode == 0, run.ToString());
            Assert.InRange(since.Elapsed, TimeSpan.Zero, ShutdownTimeout);
        }

        await using (var left = new PostgreSqlJobLedger(database))
        {
            Assert.Equal((4, 2), (await CountAsync(left, LedgerState.Accepted), await CountAsync(left, LedgerState.Intended)));
            await foreach (var job in left.ListAsync())
            {
                Assert.Null(job.Lease.Until);
            }
        }

        var next = await WorkerProgram.RunAsync(arguments);

        Assert.True(next.ExitCode == 0, next.ToString());
        Assert.Equal(6, next.Lines.Count(line => line.StartsWith("filmed ", StringComparison.Ordinal)));
        Assert.Equal((6, 6), (emulator.Bills, emulator.RequestsOf(EmulatorCall.Submit)));
    }

    private static async Task<int> CountAsync(JobLedger ledger, LedgerState state)
    {
        var count = 0;
        await foreach (var job in ledger.ListInStateAsync(state))
        {
            count++;
        }

        return count;
    }
}
