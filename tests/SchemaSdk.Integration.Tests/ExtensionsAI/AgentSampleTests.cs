using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>Tests the sample agent, which runs as a separate program.</summary>
public sealed class AgentSampleTests
{
    private static readonly string Assembly = SourceTree.PathOf($"samples/Agent/bin/{SourceTree.Configuration}/net10.0/Agent.dll");

    [Fact]
    public async Task An_agent_asks_once_and_gets_the_film_it_paid_for_even_after_a_kill()
    {
        using var folder = new TemporaryFolder();
        await using var service = new ModelEmulator(RunComfyClient.Models, new()
        {
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.FromSeconds(2),
            Price = static _ => EmulatedPrice.PerOutput(0.5m),
        });
        await service.StartAsync();
        var environment = new Dictionary<string, string>
        {
            ["RUNCOMFY_API_TOKEN"] = service.Token,
            ["RUNCOMFY_MODEL_API_BASE"] = service.Address.ToString(),
        };
        string[] call = [Assembly, folder.Path, "--live", "--yes"];

        using var first = RunningProcess.Start("dotnet", call, environment);
        await first.SawAsync("approved  True");
        var polls = service.RequestsOf(EmulatorCall.Status);

        // After a status call, the request id is in the ledger, because the client records the id before it polls.
        await first.UntilAsync(() => service.RequestsOf(EmulatorCall.Status) > polls);
        first.Kill();
        var bills = service.Bills;
        var second = await RunningProcess.RunAsync("dotnet", call, environment);

        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal((2, 2), (bills, service.Bills));
        Assert.Contains("\"state\":\"completed\"", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("approve?", second.Output, StringComparison.Ordinal);
    }

    // Only full runs include this test, because the test above runs the sample in every run.
    [Fact]
    [Trait("Size", "Full")]
    public async Task Without_a_service_the_agent_starts_an_emulator_and_makes_only_an_image_if_the_person_declines()
    {
        using var folder = new TemporaryFolder();

        var run = await RunningProcess.RunAsync("dotnet", [Assembly, folder.Path], input: "n\n");

        Assert.Contains("the emulator at http://127.0.0.1", run.Output, StringComparison.Ordinal);
        Assert.Contains("approved  False", run.Output, StringComparison.Ordinal);
        Assert.Contains("agent     Only the image is ready", run.Output, StringComparison.Ordinal);
    }
}
