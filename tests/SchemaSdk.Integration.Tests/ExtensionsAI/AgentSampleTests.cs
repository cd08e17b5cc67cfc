namespace SchemaSdk.Integration.Tests.ExtensionsAI;

public sealed class AgentSampleTests : IAsyncLifetime
{
    private static readonly string Assembly = SourceTree.PathOf($"samples/Agent/bin/{SourceTree.Configuration}/net10.0/Agent.dll");

    private readonly TemporaryFolder _folder = new();
    private readonly ModelEmulator _service = new(RunComfyClient.Models, new()
    {
        QueueTime = TimeSpan.Zero,
        RunTime = TimeSpan.FromSeconds(5),   // so that the agent is killed before its job ends, even on a busy machine
        Price = static _ => EmulatedPrice.PerOutput(0.5m),
    });

    private Dictionary<string, string> Environment => new()
    {
        ["RUNCOMFY_API_TOKEN"] = _service.Token,
        ["RUNCOMFY_MODEL_API_BASE"] = _service.Address.ToString(),
    };

    [Fact]
    public async Task An_agent_asks_once_and_gets_the_film_it_paid_for_even_after_a_kill()
    {
        string[] call = [Assembly, _folder.Path, "--live", "--yes"];

        using var first = RunningProcess.Start("dotnet", call, Environment);
        await first.SawAsync("approved  True");
        var polls = _service.RequestsOf(EmulatorCall.Status);

        // The client records the request id before it polls, so the id is in the ledger after a poll.
        await first.UntilAsync(() => _service.RequestsOf(EmulatorCall.Status) > polls);
        first.Kill();
        var bills = _service.Bills;
        var second = await RunningProcess.RunAsync("dotnet", call, Environment);

        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal((2, 2), (bills, _service.Bills));
        Assert.Contains("\"state\":\"completed\"", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("approve?", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task An_agent_that_was_killed_while_it_asked_asks_again()
    {
        string[] call = [Assembly, _folder.Path, "--live"];

        using var first = RunningProcess.Start("dotnet", call, Environment, input: null);
        await first.SawAsync("approve?");
        first.Kill();
        var second = await RunningProcess.RunAsync("dotnet", call, Environment, input: "y\n");

        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal(2, _service.Bills);
        Assert.Contains("\"state\":\"completed\"", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_without_an_image_orders_no_film_and_says_which_job_failed()
    {
        _service.Faults.Add("job:fail=too dark");

        var run = await RunningProcess.RunAsync("dotnet", [Assembly, _folder.Path, "--live", "--yes"], Environment);

        var id = Assert.Single(_service.BilledRequestIds);
        Assert.Matches($"agent     The image could not be drawn: .*{id}.*too dark", run.Output);
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task Without_a_service_the_agent_starts_an_emulator_and_makes_only_an_image_if_the_person_declines()
    {
        var run = await RunningProcess.RunAsync("dotnet", [Assembly, _folder.Path], input: "n\n");

        Assert.Contains("the emulator at http://127.0.0.1", run.Output, StringComparison.Ordinal);
        Assert.Contains("approved  False", run.Output, StringComparison.Ordinal);
        Assert.Contains("agent     Only the image is ready", run.Output, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => _service.StartAsync();

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }
}
