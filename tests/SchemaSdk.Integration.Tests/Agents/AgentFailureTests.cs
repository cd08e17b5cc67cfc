using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests what an agent learns about a job that its server cannot record or wait for.</summary>
public sealed class AgentFailureTests
{
    [Fact]
    public async Task An_agent_gets_the_request_id_of_a_job_that_the_ledger_could_not_record()
    {
        await using var bench = await AgentBench.StartAsync();
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(LedgerState.Accepted, times: int.MaxValue) };
        using var http = new HttpClient(bench.Emulator.CreateHandler());
        await using var client = new RunComfyClient(http, OptionsOf(bench, ledger));
        await using var agent = await bench.ConnectAsync(client: client);

        var answer = await agent.CallToolAsync("run", AgentBench.Film());

        // Ends the retries of the ledger.
        ledger.Before = null;
        var job = answer.StructuredContent!.Value;
        Assert.Equal(Assert.Single(bench.Emulator.BilledRequestIds), job.GetProperty("request_id").GetString());
        Assert.Contains("could not be recorded", job.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static ModelClientOptions OptionsOf(AgentBench bench, JobLedger ledger) =>
        new() { ApiToken = bench.Emulator.Token, BaseAddress = bench.Emulator.Address, Ledger = ledger };
}
