using System.Diagnostics;

namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>A process that runs jobs from messages until a test kills it.</summary>
internal sealed class Machine : IDisposable
{
    private const int MostLines = 40;

    // The program runs from its own folder, which contains all of its libraries.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("SchemaSdk.Reliability.Tests", "SchemaSdk.Machines", StringComparison.Ordinal),
        "SchemaSdk.Machines");

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private int _redelivered;

    private Machine(string name, Process process)
    {
        (Name, _process) = (name, process);
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public string Name { get; }

    public int Redelivered => Volatile.Read(ref _redelivered);

    /// <summary>The time at which the machine was killed; null if it was not.</summary>
    public DateTimeOffset? KilledAt { get; private set; }

    public string Words
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines.Select(line => $"{Name}: {line}"));
            }
        }
    }

    public static Machine Start(MachineOrder order)
    {
        var start = new ProcessStartInfo(Program, order.ToArguments()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment.Remove("RUNCOMFY_API_TOKEN");
        return new Machine(order.Name, Process.Start(start)!);
    }

    public Task StartedAsync() => _started.Task.WaitAsync(TimeSpan.FromMinutes(2));

    public async Task KillAsync()
    {
        KilledAt = DateTimeOffset.UtcNow;
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == RedeliveryCount.Word)
            {
                Interlocked.Increment(ref _redelivered);
            }
            else if (line == MachineOrder.Started)
            {
                _started.TrySetResult();
            }
            else
            {
                Keep(line);
            }
        }
    }

    private void Keep(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line.Length > 400 ? line[..400] : line);
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }
}
