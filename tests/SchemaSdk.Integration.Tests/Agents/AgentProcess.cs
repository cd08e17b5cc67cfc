using System.Diagnostics;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>A process of <c>schemasdk mcp</c> that a test can kill, and the agent that is connected to it.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly Process _process;

    private AgentProcess(Process process) => _process = process;

    public McpClient Agent { get; private set; } = null!;

    public static async Task<AgentProcess> StartAsync(ModelEmulator emulator, string ledgerPath)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                SourceTree.Tool, "mcp", "--folder", SourceTree.PathOf("schemas"), "--models", "kling/*", "--confirm", "never",
                "--ledger", ledgerPath,
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["RUNCOMFY_MODEL_API_BASE"] = emulator.Address.ToString();
        start.Environment["RUNCOMFY_API_TOKEN"] = emulator.Token;
        var process = new AgentProcess(Process.Start(start)!);
        process.Agent = await McpClient.CreateAsync(new StreamClientTransport(
            process._process.StandardInput.BaseStream, process._process.StandardOutput.BaseStream));
        return process;
    }

    /// <summary>Ends the process without warning, as a power failure would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        // The server must end when its input is closed, because agents end it in this way.
        await Agent.DisposeAsync();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().Soonish();
        _process.Dispose();
    }
}
