using SchemaSdk.Integration.Tests.Reconciling;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests the MCP servers of two services that share a ledger. Each server must list only the jobs of its own service.</summary>
public sealed class AgentServiceTests
{
    [Fact]
    public async Task The_same_call_at_another_service_is_another_job_and_each_service_lists_its_own()
    {
        await using var bench = await AgentBench.StartAsync(Unasked);
        await using var emulator = new ModelEmulator(RunComfyClient.Models, new()
        {
            Protocol = EmulatedProtocols.Fal,
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
        });
        using var http = new HttpClient(emulator.CreateHandler());
        await using var ledger = new SqliteJobLedger(bench.Folder.File("jobs.db"));
        var options = new ModelClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address, Ledger = ledger };
        await using var client = new ListedClient(ModelService.Fal, http, options);
        await using var other = await bench.ConnectAsync(Unasked, client: client);

        var first = await bench.CallAsync("run", AgentBench.Film());
        var second = await other.CallToolAsync("run", AgentBench.Film());
        var listed = await bench.CallAsync("list_jobs");

        Assert.True(second.IsError is not true, AgentBench.TextOf(second));
        Assert.Equal((1, 1), (bench.Emulator.Bills, emulator.Bills));
        Assert.Equal(
            first.GetProperty("key").GetString(),
            Assert.Single(listed.GetProperty("jobs").EnumerateArray()).GetProperty("key").GetString());

        static void Unasked(ModelToolsOptions options) => options.ConfirmAboveUsd = null;
    }
}
