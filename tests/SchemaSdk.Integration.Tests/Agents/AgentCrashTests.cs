using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>
/// Tests that an agent can repeat a call after its MCP server was killed, and that the job is charged only once, even without a key.
/// </summary>
public sealed class AgentCrashTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelEmulator _emulator = new(
        RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromSeconds(1) });

    public Task InitializeAsync() => _emulator.StartAsync();

    public async Task DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_whose_submit_got_no_answer_is_not_sent_again_by_the_next_server()
    {
        await using var bench = await AgentBench.StartAsync();
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));

        var lost = await bench.CallAsync("run", AgentBench.Film());
        await bench.ReconnectAsync();
        var again = await bench.CallAsync("run", AgentBench.Film());

        Assert.Equal(("unknown", "unknown"), (lost.GetProperty("state").GetString(), again.GetProperty("state").GetString()));
        Assert.Equal((1, 1), (bench.Emulator.Bills, bench.Emulator.RequestsOf(EmulatorCall.Submit)));
    }

    // Only full runs include this test, because it starts two programs.
    [Theory]
    [Trait("Size", "Full")]
    [InlineData(true, "unknown")]
    [InlineData(false, "completed")]
    public async Task The_next_server_attaches_to_a_run_whose_server_was_killed(bool isBeforeAnswer, string state)
    {
        if (isBeforeAnswer)
        {
            _emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Hang(FaultPhase.BeforeResponse));
        }

        var found = await StateAfterKillAsync(
            () => isBeforeAnswer ? _emulator.Bills == 1 : _emulator.RequestsOf(EmulatorCall.Status) > 0);

        Assert.Equal((state, 1L, 1L), (found, _emulator.Bills, _emulator.RequestsOf(EmulatorCall.Submit)));
    }

    private async Task<string?> StateAfterKillAsync(Func<bool> isSo)
    {
        var killed = await AgentProcess.StartAsync(_emulator, _folder.File("jobs.db"));
        var lost = killed.Agent.CallToolAsync("run", AgentBench.Film()).AsTask();
        await Soon.Until(isSo);
        killed.Kill();
        await Assert.ThrowsAnyAsync<Exception>(() => lost.Soonish());
        await killed.DisposeAsync();

        await using var next = await AgentProcess.StartAsync(_emulator, _folder.File("jobs.db"));
        var job = await next.Agent.CallToolAsync("run", AgentBench.Film());
        Assert.True(job.IsError is not true, AgentBench.TextOf(job));
        return job.StructuredContent!.Value.GetProperty("state").GetString();
    }
}
