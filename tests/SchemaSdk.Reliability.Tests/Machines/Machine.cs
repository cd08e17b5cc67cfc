namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>A process that runs jobs from messages until a test kills it.</summary>
internal sealed class Machine : IDisposable
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("SchemaSdk.Reliability.Tests", "SchemaSdk.Machines", StringComparison.Ordinal),
        "SchemaSdk.Machines");

    private readonly RunningProcess _process;

    private Machine(string name, RunningProcess process) => (Name, _process) = (name, process);

    public string Name { get; }

    /// <summary>The time right after the kill, which itself takes a while; null if the machine was not killed.</summary>
    public DateTimeOffset? KilledAt { get; private set; }

    public static Machine Start(MachineOrder order) => new(order.Name, RunningProcess.Start(
        Program, order.ToArguments(), new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" }));

    public Task StartedAsync() => _process.SawAsync(MachineOrder.Started);

    public void Kill()
    {
        _process.Kill();
        KilledAt = DateTimeOffset.UtcNow;
    }

    /// <summary>Kills the machine if it is still running, and returns what it has printed.</summary>
    public async Task<string> PrintedAsync()
    {
        _process.Kill();
        return $"{Name}: {await _process.EndAsync()}";
    }

    public void Dispose() => _process.Dispose();
}
