namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>
/// Does what the code blocks of a page show: types the commands, saves the programs, and compares the output with the page.
/// </summary>
/// <param name="terminal">The terminal of the commands. Emulators run in another one.</param>
/// <param name="program">The path of the program, relative to the folder of the terminal.</param>
/// <param name="compared">Removes the parts of an output that differ between runs.</param>
internal sealed class TypedSession(Terminal terminal, string program, Func<string, string> compared) : IAsyncDisposable
{
    private const string UsualPort = "4010";

    private readonly string _port = $"{FreePorts.Take(1)[0]}";
    private RunningCommand? _emulator;

    /// <summary>The number of emulators that the page's code blocks have started.</summary>
    public int Emulators { get; private set; }

    /// <summary>The number of outputs that were compared with the page.</summary>
    public int Outputs { get; private set; }

    public async Task FollowAsync(IEnumerable<(string Language, string Text)> blocks)
    {
        var output = "";
        foreach (var (language, text) in blocks)
        {
            var typed = text.Replace(UsualPort, _port, StringComparison.Ordinal);
            switch (language)
            {
                case "cs" or "csharp":
                    await File.WriteAllTextAsync(Path.Combine(terminal.Folder, program), typed);
                    break;
                case "text":
                    Assert.Equal(compared(typed), compared(output));
                    Outputs++;
                    break;
                default:
                    Assert.Equal("sh", language);
                    foreach (var line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        output = await TypeAsync(line);
                    }

                    break;
            }
        }
    }

    public ValueTask DisposeAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<string> TypeAsync(string line)
    {
        if (!line.StartsWith("schemasdk emulate ", StringComparison.Ordinal))
        {
            return await terminal.TypeAsync(line);
        }

        await DisposeAsync();
        _emulator = terminal.Start(line.Contains("--port", StringComparison.Ordinal) ? line : $"{line} --port {_port}");
        Emulators++;
        await _emulator.WaitForAsync("To use them in a browser");
        return "";
    }
}
