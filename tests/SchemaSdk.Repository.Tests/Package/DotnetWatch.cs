using System.Diagnostics;
using System.Threading.Channels;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>A running <c>dotnet watch</c>, whose output a test reads.</summary>
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

    /// <summary>Waits for the next line that ends with this string.</summary>
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

    public void Edit(string file, string old, string @new)
    {
        var path = Path.Combine(_process.StartInfo.WorkingDirectory, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        // Kill the child processes too, because they would keep the output open.
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
