namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>The repository of somebody who has schemas: a clone with our scripts, and the place that it is pushed to.</summary>
internal sealed class OwnersRepository : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("schemasdk-owner-");
    private readonly Dictionary<string, string> _environment;

    private OwnersRepository(int port)
    {
        // No setting of this machine may decide.
        File.WriteAllText(PathOf("../gitconfig"), "[user]\n  name = Owner\n  email = owner@example.com\n[init]\n  defaultBranch = main\n");
        _environment = new(StringComparer.Ordinal)
        {
            ["GIT_CONFIG_GLOBAL"] = Path.GetFullPath(PathOf("../gitconfig")),
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["SCHEMASDK_TOOL"] = SourceTree.Tool,
            ["RUNCOMFY_MODEL_API_BASE"] = $"http://127.0.0.1:{port}/v1",
            ["RUNCOMFY_API_TOKEN"] = EmulatedCatalogue.Token,
            ["GH_TOKEN"] = "",
        };
    }

    internal string Folder => Path.Combine(_root.FullName, "clone");

    /// <summary>Makes the repository, with all models that the catalogue has.</summary>
    /// <param name="catalogue">The service, which is open.</param>
    /// <param name="settings">The lines of <c>.ci/settings</c> beside the tool.</param>
    internal static async Task<OwnersRepository> MakeAsync(EmulatedCatalogue catalogue, string settings)
    {
        var owner = new OwnersRepository(catalogue.Port);
        try
        {
            Directory.CreateDirectory(owner.PathOf(".ci"));
            foreach (var script in new[] { "schemas", "release" })
            {
                File.Copy(SourceTree.PathOf($".ci/{script}"), owner.PathOf($".ci/{script}"));
            }

            const string Tool = "prepare() { true; }\nschemasdk() { dotnet \"$SCHEMASDK_TOOL\" \"$@\"; }\n";
            owner.Write(".ci/settings", $"{Tool}update_options=(--all)\n{settings}\n");
            owner.Write(".gitignore", "bin/\nobj/\nartifacts/\n");
            owner.Write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- By hand.\n");
            await owner.GitAsync("init", "-q", "--bare", "../origin");
            await owner.GitAsync("init", "-q");
            await owner.GitAsync("remote", "add", "origin", "../origin");
            (await owner.RunAsync("dotnet", SourceTree.Tool, "add", "--all")).Succeeded();
            await owner.CommitAsync("Begin");
            return owner;
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    internal string PathOf(string relative) => Path.Combine(Folder, relative);

    internal string Read(string relative) => File.ReadAllText(PathOf(relative));

    internal void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    internal void Set(string variable, string value) => _environment[variable] = value;

    /// <summary>Runs a program in the clone.</summary>
    internal Task<CommandResult> RunAsync(string program, params string[] arguments)
    {
        Directory.CreateDirectory(Folder);
        return ShellCommand.RunAsync(program, Folder, _environment, arguments);
    }

    /// <summary>Plays a night, or a step of one.</summary>
    internal Task<CommandResult> NightAsync(params string[] step) => RunAsync("bash", [".ci/schemas", .. step]);

    internal async Task<string> GitAsync(params string[] arguments) => (await RunAsync("git", arguments)).Succeeded().Output.Trim();

    internal async Task CommitAsync(string subject)
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-qm", subject);
        await GitAsync("push", "-q", "origin", "HEAD:main");
    }

    /// <summary>The branches of the place that is pushed to.</summary>
    internal async Task<string[]> BranchesAsync() =>
        (await GitAsync("ls-remote", "--heads", "origin")).Split('\n').Select(line => line.Split("refs/heads/")[^1]).ToArray();

    /// <summary>A file as the rolling branch has it.</summary>
    internal async Task<string> PushedAsync(string path)
    {
        await GitAsync("fetch", "-q", "origin", "schemas/update");
        return (await GitAsync("show", $"FETCH_HEAD:{path}")).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>Merges the rolling branch, as an owner does who likes what it says.</summary>
    internal async Task MergeAsync()
    {
        await GitAsync("fetch", "-q", "origin", "schemas/update");
        await GitAsync("merge", "-q", "--no-ff", "-m", "Merge", "FETCH_HEAD");
        await GitAsync("push", "-q", "origin", "HEAD:main", ":schemas/update");
    }

    /// <summary>All that git sees in the clone is as it was committed.</summary>
    internal async Task IsUntouchedAsync() => Assert.Equal("", await GitAsync("status", "--porcelain"));

    public void Dispose()
    {
        // Git makes its objects read-only, which Windows does not delete.
        foreach (var file in _root.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        _root.Delete(recursive: true);
    }
}
