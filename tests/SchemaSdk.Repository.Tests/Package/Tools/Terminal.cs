namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>Runs what somebody types, line by line: it keeps the folder and the variables from one line to the next.</summary>
/// <param name="folder">The folder that it begins in.</param>
/// <param name="environment">The variables that it begins with.</param>
internal sealed class Terminal(string folder, IReadOnlyDictionary<string, string> environment)
{
    private readonly Dictionary<string, string> _environment = new(environment);

    public string Folder { get; private set; } = folder;

    /// <summary>The folder of what <c>dotnet tool install --global</c> and <c>dotnet new install</c> install.</summary>
    public string Home => _environment["DOTNET_CLI_HOME"];

    /// <summary>The environment of a user who has nothing yet.</summary>
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
                var parts = words[1].Split('=', 2);
                _environment[parts[0]] = parts[1];
                return "";
            default:
                return (await ShellCommand.RunAsync(Program(words[0]), Folder, _environment, words[1..])).Succeeded().Output;
        }
    }

    /// <summary>Starts what runs until it is stopped, as in a terminal of its own.</summary>
    public RunningCommand Start(string line)
    {
        var words = line.Split(' ');
        return new RunningCommand(UserCommand.Of(Program(words[0]), Folder, _environment, words[1..]));
    }

    // What is installed for all of a user's folders is in a folder of the path there, and not here.
    private string Program(string name) => name == "schemasdk" ? Path.Combine(Home, ".dotnet", "tools", name) : name;
}
