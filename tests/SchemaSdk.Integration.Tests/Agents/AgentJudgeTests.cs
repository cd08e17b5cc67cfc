using System.Text.Json.Nodes;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests the command <c>schemasdk mcp</c>, and a server over HTTP. The official MCP client calls both.</summary>
public sealed class AgentJudgeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelEmulator _emulator = AgentHost.Emulator(runTime: TimeSpan.FromSeconds(2));

    public Task InitializeAsync() => _emulator.StartAsync();

    public async Task DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [FactWithClients]
    [Trait("Size", "Full")]
    public Task A_client_of_the_2025_protocol_runs_a_model_with_consent() => RunsAsync("legacy", Command("legacy"));

    [FactWithClients]
    [Trait("Size", "Full")]
    public Task A_client_of_the_2026_protocol_runs_a_model_with_consent() => RunsAsync("2026-07-28", Command("2026-07-28"));

    [FactWithClients]
    [Trait("Size", "Full")]
    public Task A_client_of_the_2025_protocol_runs_a_model_with_consent_over_HTTP() => RunsOverHttpAsync("legacy");

    [FactWithClients]
    [Trait("Size", "Full")]
    public Task A_client_of_the_2026_protocol_runs_a_model_with_consent_over_HTTP() => RunsOverHttpAsync("2026-07-28");

    [FactWithClients]
    [Trait("Size", "Full")]
    public async Task A_client_that_cannot_ask_runs_nothing()
    {
        await using var host = await AgentHost.StartAsync(_emulator, _folder.File("http.db"));
        foreach (var version in (string[])["2026-07-28", "legacy"])
        {
            var steps = await JudgeAsync(version, "none", [host.Address]);

            Assert.Contains("--confirm", (string?)steps["run"]["refused"], StringComparison.Ordinal);
        }

        Assert.Equal(0, _emulator.Bills);
    }

    [FactWithClients]
    [Trait("Size", "Full")]
    public async Task A_client_follows_a_run_as_a_task_even_if_the_server_is_killed()
    {
        var result = await RunningProcess.RunAsync(
            "node", [SourceTree.PathOf("tests/JudgeClients/mcp-tasks.mjs"), .. Command("tasks")], Environment());
        Assert.True(result.ExitCode == 0, result.ToString());
        var steps = StepsOf(result);

        Assert.Equal("task", (string?)steps["run"]["kind"]);
        Assert.Equal(
            ("completed", "completed"), ((string?)steps["resumed"]["status"], (string?)steps["resumed"]["job"]!["state"]));
        Assert.Equal("immediate", (string?)steps["again"]["kind"]);
        Assert.True((bool?)steps["wrong input"]["isError"]);
        Assert.Equal(-32602, (int?)steps["unknown"]["code"]);
        Assert.Equal("cancelled", (string?)steps["cancelled"]["status"]);
        Assert.Equal((2, 2L), (steps["questions"]["questions"]!.AsArray().Count, _emulator.Bills));
    }

    private async Task RunsOverHttpAsync(string version)
    {
        await using var host = await AgentHost.StartAsync(_emulator, _folder.File("http.db"));
        await RunsAsync(version, [host.Address]);
    }

    private async Task RunsAsync(string version, string[] server)
    {
        var steps = await JudgeAsync(version, "accept", server);

        Assert.Equal(
            ["search_models", "get_model", "quote", "run", "job", "list_jobs", "cancel", "budget"],
            steps["tools"]["names"]!.AsArray().Select(static name => (string?)name));
        Assert.Contains(AgentBench.Model, steps["search"]["ids"]!.AsArray().Select(static id => (string?)id));
        Assert.Equal((0.5m, 10m), ((decimal?)steps["quote"]["estimate_usd"], (decimal?)steps["quote"]["budget_left_usd"]));
        Assert.Equal(("completed", 1, true), (
            (string?)steps["run"]["state"], (int?)steps["run"]["links"], (bool?)steps["run"]["hasProgress"]));
        Assert.True((bool?)steps["again"]["attached"]);
        Assert.Equal(("video/mp4", true), ((string?)steps["file"]["type"], (bool?)steps["file"]["isFile"]));
        Assert.Contains("prompt", (string?)steps["wrong input"]["refused"], StringComparison.Ordinal);
        Assert.Single(steps["questions"]["questions"]!.AsArray());
        Assert.Equal(1, _emulator.Bills);
    }

    private string[] Command(string name) =>
    [
        "dotnet", SourceTree.Tool, "mcp", "--folder", SourceTree.PathOf("schemas"), "--models", "kling/*", "--budget", "10",
        "--ledger", _folder.File($"{name}.db"),
    ];

    // server: the address of the MCP server, or the command that starts the server.
    private async Task<Dictionary<string, JsonObject>> JudgeAsync(string version, string answer, string[] server)
    {
        var result = await RunningProcess.RunAsync(
            "node",
            [SourceTree.PathOf("tests/JudgeClients/mcp.mjs"), version, answer, .. server],
            Environment());
        Assert.True(result.ExitCode == 0, result.ToString());
        return StepsOf(result);
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["RUNCOMFY_MODEL_API_BASE"] = _emulator.Address.ToString(),
        ["RUNCOMFY_API_TOKEN"] = _emulator.Token,
    };

    private static Dictionary<string, JsonObject> StepsOf(ProcessResult result) =>
        result.Lines.Select(static line => JsonNode.Parse(line)!.AsObject()).ToDictionary(static step => (string)step["step"]!);
}
