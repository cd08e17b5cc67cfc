using System.Diagnostics;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>A process that runs jobs until it is killed or has finished.</summary>
internal sealed class Victim : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // The program runs from its own folder, which contains all of its libraries.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("SchemaSdk.Reliability.Tests", "SchemaSdk.Kills", StringComparison.Ordinal),
        OperatingSystem.IsWindows() ? "SchemaSdk.Kills.exe" : "SchemaSdk.Kills");

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Victim(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    public List<string> Told { get; } = [];

    /// <summary>
    /// Starts a process that opens its ledger and runs its jobs. If <paramref name="isHeld"/> is true, it waits for <see cref="Go"/> first.
    /// </summary>
    public static Victim Start(KillOrder order, bool isHeld = false)
    {
        var start = new ProcessStartInfo(Program, order.ToArguments())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The process must start quickly, and must not find this machine's token.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredCompilation_BackgroundWorkerTimeoutMs"] = "0";
        start.Environment.Remove("RUNCOMFY_API_TOKEN");
        var victim = new Victim(Process.Start(start) ?? throw new InvalidOperationException($"{Program} did not start."));
        if (!isHeld)
        {
            victim.Go();
        }

        return victim;
    }

    public void Go() => _process.StandardInput.Close();

    public async Task HearAsync(string word, string at = "its end")
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                Told.Add(line);
                if (line.Split(' ')[0] == word)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException(
                $"The process reported nothing for {Limit.TotalSeconds} s. Earlier it reported {string.Join(" | ", Told)}", exception);
        }

        throw new InvalidOperationException(
            $"The process ended without '{word}' at {at}. Output: {string.Join(" | ", Told)} and {await _errors}");
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <summary>Stops the process, and lets it continue after the given time.</summary>
    public async Task PauseAsync(TimeSpan time)
    {
        await SignalAsync("-STOP");
        await Task.Delay(time);
        await SignalAsync("-CONT");
    }

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.True(kill.ExitCode == 0 || _process.HasExited, $"kill {signal} ended with {kill.ExitCode}");
    }
}
