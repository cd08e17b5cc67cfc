namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>Runs typed commands, and keeps the folder and the variables from one command to the next.</summary>
internal sealed class Terminal(string folder, IReadOnlyDictionary<string, string> environment)
{
    private readonly Dictionary<string, string> _environment = new(environment);

    public string Folder { get; private set; } = folder;

    public string Home => _environment["DOTNET_CLI_HOME"];

    public static Dictionary<string, string> NewUser(PackedFeed feed, string home) => new(feed.Environment)
    {
        ["DOTNET_CLI_HOME"] = home,
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
    };

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

            // Only a shell understands quotes, and & for commands in the background.
            case var _ when line.AsSpan().ContainsAny('\'', '"', '&'):
                return (await ShellCommand.RunAsync("bash", Folder, _environment, "-c", line)).Succeeded().Output;
            default:
                return (await ShellCommand.RunAsync(Program(words[0]), Folder, _environment, words[1..])).Succeeded().Output;
        }
    }

    public RunningCommand Start(string line)
    {
        var words = line.Split(' ');
        return new RunningCommand(UserCommand.Of(Program(words[0]), Folder, _environment, words[1..]));
    }

    // Global tools are on the user's PATH, but not on the PATH of this process.
    private string Program(string name) => name == "schemasdk" ? Path.Combine(Home, ".dotnet", "tools", name) : name;
}
