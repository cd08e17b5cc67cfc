using System.Diagnostics;
using System.Threading.Channels;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>A running <c>dotnet watch</c>, read line by line; it ends with all that it started.</summary>
internal sealed class DotnetWatch : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private readonly Process _process;

    public DotnetWatch(string folder, IReadOnlyDictionary<string, string> environment)
    {
        _process = new Process { StartInfo = UserCommand.Of("dotnet", folder, environment, "watch", "--non-interactive") };
        _process.StartInfo.Environment["DOTNET_WATCH_SUPPRESS_EMOJIS"] = "1";
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits for a line that no call before has had, and that ends as asked.</summary>
    public async Task<string> LineAsync(string end)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(limit.Token);
                _seen.Add(line);
                if (line.EndsWith(end, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"No line ended with '{end}' within {Limit}. The last lines, each once:\n"
                + string.Join('\n', _seen.Distinct().TakeLast(60)));
        }
    }

    /// <summary>Changes a file of the project, as an editor does.</summary>
    public void Edit(string file, string old, string @new)
    {
        var path = Path.Combine(_process.StartInfo.WorkingDirectory, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>Ends the process and those that it started: they hold its output open, for whose end this waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            _lines.Writer.TryWrite(line);
        }
    }
}
