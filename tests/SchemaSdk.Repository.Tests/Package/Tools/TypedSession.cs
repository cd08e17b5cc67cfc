namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>
/// Does what the code blocks of a page show: types the commands, saves the programs, and compares the output with the page.
/// </summary>
/// <param name="terminal">The terminal in which the commands run. Servers run in other terminals.</param>
/// <param name="program">The path at which a program of the page is saved, relative to the folder of the terminal.</param>
/// <param name="compared">Removes the parts of an output that differ between runs.</param>
internal sealed class TypedSession(Terminal terminal, string program, Func<string, string> compared) : IDisposable
{
    private const string Emulate = "schemasdk emulate ";

    // The commands that start a server, and what the server prints when it is ready.
    private static readonly Dictionary<string, string> Starts = new()
    {
        [Emulate] = "To use them in a browser",
        ["dotnet run --urls "] = "Application started.",
    };

    private readonly string[] _ports = [.. FreePorts.Take(2).Select(static port => $"{port}")];
    private readonly Dictionary<string, RunningProcess> _servers = [];

    /// <summary>The number of servers that the page's code blocks have started.</summary>
    public int Servers { get; private set; }

    /// <summary>The number of outputs that were compared with the page.</summary>
    public int Outputs { get; private set; }

    /// <summary>The output of the last command.</summary>
    public string Output { get; private set; } = "";

    /// <summary>Replaces the request ids in an output.</summary>
    public static string WithoutIds(string text) => Regex.Replace(text.Trim(), "[0-9a-f]{8}-[0-9a-f-]{27}", "ID");

    public async Task FollowAsync(IEnumerable<(string Language, string Text)> blocks)
    {
        foreach (var (language, text) in blocks)
        {
            var typed = text.Replace("4010", _ports[0], StringComparison.Ordinal).Replace("5000", _ports[1], StringComparison.Ordinal);
            switch (language)
            {
                case "cs" or "csharp":
                    await File.WriteAllTextAsync(Path.Combine(terminal.Folder, program), typed);
                    break;
                case "text":
                    Assert.Equal(compared(typed), compared(Output));
                    Outputs++;
                    break;
                default:
                    Assert.Equal("sh", language);
                    foreach (var line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        Output = await TypeAsync(line);
                    }

                    break;
            }
        }
    }

    public void Dispose()
    {
        foreach (var server in _servers.Values)
        {
            server.Kill();
            server.Dispose();
        }
    }

    private async Task<string> TypeAsync(string line)
    {
        if (Starts.Keys.FirstOrDefault(start => line.StartsWith(start, StringComparison.Ordinal)) is not { } start)
        {
            return await terminal.TypeAsync(line);
        }

        // Stops the previous server first, because the next one uses its port.
        if (_servers.Remove(start, out var last))
        {
            last.Kill();
            last.Dispose();
        }

        var needsPort = start == Emulate && !line.Contains("--port", StringComparison.Ordinal);
        _servers[start] = terminal.Start(needsPort ? $"{line} --port {_ports[0]}" : line);
        Servers++;
        await _servers[start].ToldAsync(Starts[start]);
        return "";
    }
}
