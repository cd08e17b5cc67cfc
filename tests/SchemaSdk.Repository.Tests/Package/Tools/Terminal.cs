namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>Runs the commands that a new user types, and keeps the folder and the variables from one command to the next.</summary>
internal sealed class Terminal
{
    private readonly Dictionary<string, string> _environment;
    private readonly string _home;

    public Terminal(PackedFeed feed, string name, string? home = null)
    {
        Folder = feed.Folder(name);
        _home = home ?? Path.Combine(Folder, "home");
        _environment = new(feed.Environment)
        {
            ["DOTNET_CLI_HOME"] = _home,
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        };
    }

    public string Folder { get; private set; }

    public async Task<string> TypeAsync(string line)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case "cd":
                Folder = Path.Combine(Folder, words[1]);
                return "";
            case "export":
                var parts = line["export ".Length..].Split('=', 2);
                _environment[parts[0]] = parts[1].Trim('\'');
                return "";

            // Only a shell understands quotes and the & that starts a command in the background.
            case var _ when line.AsSpan().ContainsAny('\'', '"', '&'):
                return (await ShellCommand.RunAsync("bash", Folder, _environment, "-c", line)).Succeeded().Output;
            default:
                return (await ShellCommand.RunAsync(Program(words[0]), Folder, _environment, words[1..])).Succeeded().Output;
        }
    }

    public RunningProcess Start(string line)
    {
        var words = line.Split(' ');
        return RunningProcess.Start(UserCommand.Of(Program(words[0]), Folder, _environment, words[1..]), input: null);
    }

    // Global tools are on the user's PATH, but not on the PATH of this process.
    private string Program(string name) => name == "schemasdk" ? Path.Combine(_home, ".dotnet", "tools", name) : name;
}
