namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A git repository with schemas, like that of a published client's owner. It is a clone of an origin on this machine.</summary>
internal sealed class OwnersRepository : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("schemasdk-owner-");
    private readonly Dictionary<string, string> _environment;

    private OwnersRepository(int port)
    {
        // These settings replace git's settings on this machine.
        File.WriteAllText(PathOf("../gitconfig"), "[user]\n  name = Owner\n  email = owner@example.com\n[init]\n  defaultBranch = main\n");
        _environment = new(StringComparer.Ordinal)
        {
            ["GIT_CONFIG_GLOBAL"] = Path.GetFullPath(PathOf("../gitconfig")),
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["RUNCOMFY_MODEL_API_BASE"] = $"http://127.0.0.1:{port}/v1",
            ["RUNCOMFY_API_TOKEN"] = EmulatedCatalogue.Token,
            ["GH_TOKEN"] = "",
        };
    }

    internal string Folder => Path.Combine(_root.FullName, "clone");

    /// <summary>Creates a repository with all models of the catalogue.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="settings">The text of its <c>schemasdk.json</c>.</param>
    internal static async Task<OwnersRepository> MakeAsync(EmulatedCatalogue catalogue, string settings)
    {
        var owner = new OwnersRepository(catalogue.Port);
        owner.Write("schemasdk.json", settings);
        owner.Write(".gitignore", "bin/\nobj/\nartifacts/\n");
        owner.Write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- By hand.\n");
        await owner.GitAsync("init", "-q", "--bare", "../origin");
        await owner.GitAsync("init", "-q");
        await owner.GitAsync("remote", "add", "origin", "../origin");
        (await owner.ToolAsync("add", "--all")).Succeeded();
        await owner.CommitAsync("Begin");
        return owner;
    }

    internal string PathOf(string relative) => Path.Combine(Folder, relative);

    internal string Read(string relative) => File.ReadAllText(PathOf(relative));

    internal void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    internal void Set(string variable, string value) => _environment[variable] = value;

    /// <summary>Runs the tool <c>schemasdk</c> in this repository.</summary>
    internal Task<CommandResult> ToolAsync(params string[] arguments) =>
        ShellCommand.RunAsync("dotnet", Folder, _environment, [SourceTree.Tool, .. arguments]);

    internal async Task GitAsync(params string[] arguments) =>
        (await ShellCommand.RunAsync("git", Folder, _environment, arguments)).Succeeded();

    internal async Task CommitAsync(string subject)
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-qm", subject);
        await GitAsync("push", "-q", "origin", "HEAD:main");
    }

    internal async Task MergeAsync()
    {
        await GitAsync("fetch", "-q", "origin", "schemas/update");
        await GitAsync("merge", "-q", "--no-ff", "-m", "Merge", "FETCH_HEAD");
        await GitAsync("push", "-q", "origin", "HEAD:main", ":schemas/update");
    }

    public void Dispose()
    {
        // Git makes its objects read-only, and Windows does not delete read-only files.
        foreach (var file in _root.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        _root.Delete(recursive: true);
    }
}
