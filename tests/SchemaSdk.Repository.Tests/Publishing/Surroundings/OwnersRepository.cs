namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A repository with schemas and the scripts of this repository, cloned from its own origin.</summary>
internal sealed class OwnersRepository : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("schemasdk-owner-");
    private readonly Dictionary<string, string> _environment;

    private OwnersRepository(int port)
    {
        // The git settings of this machine are ignored.
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

    /// <summary>Creates a repository with all models of the catalogue.</summary>
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

    /// <summary>Copies a repository for a catalogue on the same port.</summary>
    internal static OwnersRepository CopyOf(OwnersRepository other, EmulatedCatalogue catalogue)
    {
        var copy = new OwnersRepository(catalogue.Port);
        foreach (var file in other._root.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(copy._root.FullName, Path.GetRelativePath(other._root.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file.CopyTo(path, overwrite: true);
        }

        return copy;
    }

    internal string PathOf(string relative) => Path.Combine(Folder, relative);

    internal string Read(string relative) => File.ReadAllText(PathOf(relative));

    internal void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    internal void Set(string variable, string value) => _environment[variable] = value;

    internal Task<CommandResult> RunAsync(string program, params string[] arguments)
    {
        Directory.CreateDirectory(Folder);
        return ShellCommand.RunAsync(program, Folder, _environment, arguments);
    }

    /// <summary>Runs the nightly script or some of its steps.</summary>
    internal Task<CommandResult> NightAsync(params string[] step) => RunAsync("bash", [".ci/schemas", .. step]);

    internal async Task<string> GitAsync(params string[] arguments) => (await RunAsync("git", arguments)).Succeeded().Output.Trim();

    internal async Task CommitAsync(string subject)
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-qm", subject);
        await GitAsync("push", "-q", "origin", "HEAD:main");
    }

    /// <summary>The branches of the origin.</summary>
    internal async Task<string[]> BranchesAsync() =>
        (await GitAsync("ls-remote", "--heads", "origin")).Split('\n').Select(line => line.Split("refs/heads/")[^1]).ToArray();

    /// <summary>A file of the update branch.</summary>
    internal async Task<string> PushedAsync(string path)
    {
        await GitAsync("fetch", "-q", "origin", "schemas/update");
        return (await GitAsync("show", $"FETCH_HEAD:{path}")).ReplaceLineEndings("\n") + "\n";
    }

    internal async Task MergeAsync()
    {
        await GitAsync("fetch", "-q", "origin", "schemas/update");
        await GitAsync("merge", "-q", "--no-ff", "-m", "Merge", "FETCH_HEAD");
        await GitAsync("push", "-q", "origin", "HEAD:main", ":schemas/update");
    }

    internal async Task IsUntouchedAsync() => Assert.Equal("", await GitAsync("status", "--porcelain"));

    public void Dispose()
    {
        // Git makes its objects read-only, and Windows does not delete such files.
        foreach (var file in _root.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        _root.Delete(recursive: true);
    }
}
