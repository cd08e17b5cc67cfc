using System.Diagnostics;
using System.Text;

namespace SchemaSdk.Testing;

/// <summary>
/// A program under test. It has no token, and its standard input comes from the test. It finds a service only if the test sets the address.
/// </summary>
public sealed class RunningProcess : IDisposable
{
    /// <summary>The environment variables of this machine that may contain a token.</summary>
    public static readonly IReadOnlyList<string> Tokens =
        ["RUNCOMFY_API_TOKEN", "RUNCOMFY_TOKEN", "RUNCOMFY_API_KEY", "YOUR_API_TOKEN", "FAL_KEY", "REPLICATE_API_TOKEN"];

    // On a busy machine, some programs take a minute.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private RunningProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
    }

    // If input is null, the standard input stays open. Otherwise, it is closed after the input.
    public static RunningProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? input = "",
        string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? SourceTree.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var token in Tokens)
        {
            start.Environment.Remove(token);
        }

        start.Environment["RUNCOMFY_MODEL_API_BASE"] = "http://127.0.0.1:9";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Start(start, input);
    }

    // The standard streams must be redirected. If input is null, the standard input stays open.
    public static RunningProcess Start(ProcessStartInfo start, string? input)
    {
        var process = new Process { StartInfo = start };
        var running = new RunningProcess(process);
        process.Start();
        if (input is not null)
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return running;
    }

    public static async Task<ProcessResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "")
    {
        using var process = Start(program, arguments, environment, input);
        return await process.EndAsync();
    }

    /// <summary>Waits until the output contains a string.</summary>
    public Task SawAsync(string text) => HasAsync(() => Read(_output), text);

    /// <summary>Waits until the output contains a string, and returns the rest of its line.</summary>
    public async Task<string> RestAsync(string text)
    {
        await SawAsync(text);
        var output = Read(_output);
        var start = output.IndexOf(text, StringComparison.Ordinal) + text.Length;
        return output[start..output.IndexOf('\n', start)];
    }

    /// <summary>Waits until the error output contains a string.</summary>
    public Task SaidAsync(string text) => HasAsync(() => Read(_error), text);

    /// <summary>Waits until the error output contains a string a number of times.</summary>
    public Task SaidAsync(string text, int times) => UntilAsync(() => Read(_error).Split(text).Length > times);

    /// <summary>Waits until the output or the error output contains a string.</summary>
    public Task ToldAsync(string text) => HasAsync(() => $"{Read(_output)}\n{Read(_error)}", text);

    /// <summary>Waits for a condition while the program is running.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        var since = Stopwatch.StartNew();
        while (!isSo())
        {
            if (_process.HasExited || since.Elapsed > Limit)
            {
                throw new InvalidOperationException($"The condition was not met:\n{Read(_output)}\n{Read(_error)}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Ends the process without warning, as a power failure would.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    private async Task HasAsync(Func<string> printed, string text)
    {
        var since = Stopwatch.StartNew();
        while (!printed().Contains(text, StringComparison.Ordinal))
        {
            if (_process.HasExited || since.Elapsed > Limit)
            {
                // The last output can arrive after the process has ended.
                var end = _process.HasExited ? $"The program ended with {(await EndAsync()).ExitCode}" : "The program is still running";
                throw new InvalidOperationException($"{end}, and '{text}' was not printed:\n{Read(_output)}\n{Read(_error)}");
            }

            await Task.Delay(20);
        }
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Presses Ctrl-C.</summary>
    public Task InterruptAsync() => SignalAsync("-INT");

    /// <summary>Asks the process to end, as an orchestrator does.</summary>
    public Task TerminateAsync() => SignalAsync("-TERM");

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0 && !_process.HasExited)
        {
            throw new InvalidOperationException($"kill {signal} ended with {kill.ExitCode}.");
        }
    }

    public async Task<ProcessResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program ran for more than {Limit}:\n{Read(_output)}\n{Read(_error)}");
        }

        return new ProcessResult(_process.ExitCode, Read(_output), Read(_error));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            _ = line is null ? text : text.Append(line).Append('\n');
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
