namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>A process that runs jobs until it is killed or has finished.</summary>
internal sealed class Victim : IDisposable
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("SchemaSdk.Reliability.Tests", "SchemaSdk.Kills", StringComparison.Ordinal),
        OperatingSystem.IsWindows() ? "SchemaSdk.Kills.exe" : "SchemaSdk.Kills");

    // These settings make the process start faster.
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["DOTNET_EnableDiagnostics"] = "0",
        ["DOTNET_TieredCompilation_BackgroundWorkerTimeoutMs"] = "0",
    };

    private readonly RunningProcess _process;

    private Victim(RunningProcess process) => _process = process;

    /// <summary>
    /// Starts a process that opens its ledger and runs its jobs. If <paramref name="isHeld"/> is true, the process runs them only after
    /// <see cref="Go"/>.
    /// </summary>
    public static Victim Start(KillOrder order, bool isHeld = false) =>
        new(RunningProcess.Start(Program, [order.ToArgument()], Environment, isHeld ? null : ""));

    public void Go() => _process.CloseInput();

    public Task OpenedAsync() => _process.SawAsync("open\n");

    /// <summary>Waits until the process has reached the point at which it is to be killed.</summary>
    public Task StoppedAsync() => _process.SawAsync(Gate.Word);

    public void Kill() => _process.Kill();

    /// <summary>Stops the process, and lets it continue after the given time.</summary>
    public async Task PauseAsync(TimeSpan time)
    {
        await _process.SignalAsync("-STOP");
        await Task.Delay(time);
        await _process.SignalAsync("-CONT");
    }

    /// <summary>Waits until the process has finished its jobs. Returns the lines that it has printed.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        var result = await _process.EndAsync();
        Assert.True(result.ExitCode == 0 && result.Lines[^1] == "done", result.ToString());
        return result.Lines;
    }

    /// <summary>The outcomes that a process has reported, by job key.</summary>
    public static Dictionary<string, string> EndsOf(IEnumerable<string> lines) => lines
        .Where(line => line.StartsWith("end ", StringComparison.Ordinal))
        .ToDictionary(line => line.Split(' ')[1], line => line[(line.IndexOf(' ', 4) + 1)..], StringComparer.Ordinal);

    public void Dispose() => _process.Dispose();
}
