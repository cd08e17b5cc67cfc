using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelContextProtocol.Protocol;

namespace SchemaSdk.Integration.Tests.Agents;

public sealed class AgentFailureTests
{
    [Fact]
    public async Task An_agent_gets_the_request_id_of_a_job_that_the_ledger_could_not_record()
    {
        await using var bench = await AgentBench.StartAsync();
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(LedgerState.Accepted, times: int.MaxValue) };
        await using var client = bench.NewClient(ledger);
        await using var agent = await bench.ConnectAsync(client: client);

        var answer = await agent.CallToolAsync("run", AgentBench.Film());

        // From now on, recording succeeds, which ends the retries in the background.
        ledger.Before = null;
        var job = answer.StructuredContent!.Value;
        Assert.Equal(Assert.Single(bench.Emulator.BilledRequestIds), job.GetProperty("request_id").GetString());
        Assert.Contains("could not be recorded", job.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "403")]
    [InlineData(true, "The ledger does not say why.")]
    public async Task A_refused_job_says_why_or_that_an_encrypted_ledger_does_not_say(bool isEncrypted, string expected)
    {
        await using var bench = await AgentBench.StartAsync(cipher: isEncrypted ? new XorCipher(7) : null);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(403));
        await bench.RefusedAsync("run", new(AgentBench.Film()) { ["key"] = "film 1" });

        var job = await bench.CallAsync("job", new() { ["key"] = "film 1" });

        Assert.Equal("refused", job.GetProperty("state").GetString());
        Assert.Contains(expected, job.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(100)]
    public async Task A_run_with_the_ledgers_key_in_a_message_attaches_to_the_same_job(int? keyLength)
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromMinutes(5));
        var ownKey = keyLength is { } length ? new string('k', length) : null;
        var job = await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = ownKey, ["wait_seconds"] = 0 });
        bench.Emulator.Faults.Add(EmulatorCall.Cancel, EmulatorFault.Status(403));
        var refusal = await bench.RefusedAsync("cancel", new() { ["key"] = job.GetProperty("key").GetString() });
        var key = Regex.Match(refusal, "make the same call again with the key \"(mcp::[^\"]+)\"").Groups[1].Value;

        var same = await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = key, ["wait_seconds"] = 0 });

        Assert.Equal(job.GetProperty("request_id").GetString(), same.GetProperty("request_id").GetString());
        Assert.Equal(job.GetProperty("key").GetString(), same.GetProperty("key").GetString());
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData(403, "completed", true)]
    [InlineData(503, "working", false)]
    public async Task A_task_ends_and_says_why_if_its_server_cannot_wait_for_the_job_unless_the_failure_may_pass(
        int status, string expected, bool saysWhy)
    {
        // The clock of the servers stands still, so no call times out. A call ends only if its wait for the job fails.
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromMinutes(5), time: new FakeTime());
        await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1", ["wait_seconds"] = 0 });
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(status), int.MaxValue);
        await using var ledger = new SqliteJobLedger(bench.Folder.File("jobs.db"));
        await using var client = bench.NewClient(ledger, configure: options => options.Retry.ReadBudget = TimeSpan.Zero);
        await using var agent = await bench.ConnectAsync(client: client);

        var request = new JsonRpcRequest { Method = "tasks/get", Params = new JsonObject { ["taskId"] = "film 1" } };
        var task = (await agent.SendRequestAsync(request).Soonish()).Result!;

        Assert.Equal((expected, saysWhy), ((string?)task["status"], task["result"]?["structuredContent"]?["error"] is not null));

        // The task must not contain the ledger's key, because the agent knows only its own key.
        Assert.DoesNotContain("mcp::", task.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_ends_even_if_the_service_takes_long_to_refuse_to_read_the_job()
    {
        var time = new FakeTime();
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromMinutes(5), time: time);
        await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1", ["wait_seconds"] = 0 });
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(403), int.MaxValue);
        await using var ledger = new SqliteJobLedger(bench.Folder.File("jobs.db"));
        var slow = new HeldAnswers(_ => true) { InnerHandler = bench.Emulator.CreateHandler() };
        await using var client = bench.NewClient(ledger, slow);
        await using var agent = await bench.ConnectAsync(client: client);
        time.ForgetDelays();

        var request = new JsonRpcRequest { Method = "tasks/get", Params = new JsonObject { ["taskId"] = "film 1" } };
        var getting = agent.SendRequestAsync(request);
        await slow.Reached.Soonish();
        await time.DelayAsync(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAny(getting, time.DelayAsync(TimeSpan.FromSeconds(1)));
        slow.Go();
        var task = (await getting.Soonish()).Result!;

        Assert.Equal("completed", (string?)task["status"]);
        Assert.Contains("403", (string?)task["result"]?["structuredContent"]?["error"], StringComparison.Ordinal);
    }
}
