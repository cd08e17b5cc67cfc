namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>A repository with schemas, in which the tool runs as a process of its own.</summary>
internal sealed class ClonedRepository : OwnersRepository, IDisposable
{
    private readonly string _root;

    private ClonedRepository(string root, int port)
        : base(root)
    {
        _root = root;
        Variables["RUNCOMFY_MODEL_API_BASE"] = $"http://127.0.0.1:{port}/v1";
        Variables["RUNCOMFY_API_TOKEN"] = EmulatedCatalogue.Token;
        Variables["GH_TOKEN"] = "";
    }

    /// <summary>Creates a repository with all models of the catalogue.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="settings">The text of the repository's <c>schemasdk.json</c>.</param>
    internal static async Task<ClonedRepository> MakeAsync(EmulatedCatalogue catalogue, string settings)
    {
        var owner = new ClonedRepository(Directory.CreateTempSubdirectory("schemasdk-owner-").FullName, catalogue.Port);
        owner.Write("schemasdk.json", settings);
        owner.Write(".gitignore", "bin/\nobj/\nartifacts/\n");
        owner.Write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- By hand.\n");
        await owner.MakeAsync();
        (await owner.ToolAsync("add", "--all")).Succeeded();
        await owner.CommitAsync("Begin");
        return owner;
    }

    /// <summary>Runs the tool <c>schemasdk</c> in this repository.</summary>
    internal Task<CommandResult> ToolAsync(params string[] arguments) =>
        ShellCommand.RunAsync("dotnet", Folder, Variables, [SourceTree.Tool, .. arguments]);

    public override async Task<string> GitAsync(params string[] arguments) =>
        (await ShellCommand.RunAsync("git", Folder, Variables, arguments)).Succeeded().Output;

    public void Dispose()
    {
        Unprotect();
        Directory.Delete(_root, recursive: true);
    }
}
