using SchemaSdk.Repository.Tests.Package.Uses;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>
/// Builds the projects of several tests in one run of MSBuild, because starting MSBuild takes longer than most of these builds.
/// </summary>
internal sealed class JointBuild
{
    private static readonly (string Consumer, string Folder, Action<string>? Prepare)[] Copies =
    [
        ("ThirdModel", "ThirdModel", null),
        ("ReadyMade", "ReadyMade", null),
        ("ReadyMade", "Literal", ReferenceTests.UseUnknownLiteral),
        ("BrokenSchema", "BrokenSchema", null),
        ("Patched", "Patched", null),
        ("OldCompiler", "OldCompiler", null),
        ("Modelless", "Modelless", NoModelTests.AddCapital),
        ("Diagnosed", "Diagnosed", null),
        ("Pages", "Pages", UseCentralVersions),
        ("TwoServices", "TwoServices", SeveralServicesTests.AddGuide),
        ("WaveSpeed", "WaveSpeed", OwnServiceTests.AddGuides),
        .. FullRun.IsOn ? new (string, string, Action<string>?)[] { ("Web", "Web", null) } : [],
    ];

    private readonly PackedFeed _feed;
    private readonly Lazy<Task<CommandResult>> _build;
    private readonly Dictionary<string, string> _projects = [];

    internal JointBuild(PackedFeed feed) => (_feed, _build) = (feed, new(BuildAsync));

    /// <summary>Copies the central package versions of this repository.</summary>
    internal static void UseCentralVersions(string folder) =>
        File.Copy(SourceTree.PathOf("Directory.Packages.props"), Path.Combine(folder, "Directory.Packages.props"));

    /// <summary>Builds all projects, unless they are built already.</summary>
    /// <returns>The folder and the output of one project. The exit code is 1 if the project has an error or no assembly.</returns>
    internal async Task<(string Folder, CommandResult Build)> OfAsync(string copy)
    {
        var all = await _build.Value;
        var project = _projects[copy];
        var folder = Path.GetDirectoryName(project)!;
        var lines = all.Output.Split('\n').Where(line => IsOf(project, line)).ToList();
        var assembly = $"{Path.GetFileNameWithoutExtension(project)}.dll";
        var isBuilt = !lines.Exists(line => line.Contains(": error ", StringComparison.Ordinal))
            && Directory.EnumerateFiles(folder, assembly, SearchOption.AllDirectories)
                .Any(path => path.StartsWith(Path.Combine(folder, "bin"), StringComparison.Ordinal));

        // If the restore failed, no line of the output names the project, so the whole output is returned.
        return (folder, new CommandResult(
            all.Call, isBuilt ? 0 : 1, isBuilt || lines.Count > 0 ? string.Join('\n', lines) : all.Output));
    }

    /// <summary>
    /// Builds all projects, unless they are built already. Asserts that the given project has no warnings, and runs its program.
    /// </summary>
    /// <returns>The lines of the program's output.</returns>
    internal async Task<IReadOnlyList<string>> RunAsync(string copy, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (folder, build) = await OfAsync(copy);
        Assert.Empty(build.Succeeded().Warnings());
        return await _feed.RunAsync(folder, environment);
    }

    private Task<CommandResult> BuildAsync()
    {
        foreach (var (consumer, name, prepare) in Copies)
        {
            var folder = _feed.Consumer(consumer, name);
            prepare?.Invoke(folder);
            var project = Assert.Single(Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories));
            _projects[name] = project;
            if (name != consumer)
            {
                // A solution cannot have two projects of the same name.
                _projects[name] = Path.Combine(folder, $"{name}.csproj");
                File.Move(project, _projects[name]);
            }
        }

        var solution = Path.Combine(_feed.Folder("Joint"), "Joint.slnx");
        File.WriteAllText(
            solution, $"<Solution>{string.Concat(_projects.Values.Select(static path => $"<Project Path=\"{path}\" />"))}</Solution>");
        return _feed.DotnetAsync(Path.GetDirectoryName(solution)!, "msbuild", solution, "-restore", "-m", "-clp:NoSummary");
    }

    // MSBuild appends the path of the project to each line that does not begin with this path.
    private static bool IsOf(string project, string line) =>
        line.TrimStart().StartsWith(project, StringComparison.Ordinal) || line.Contains($"[{project}", StringComparison.Ordinal);
}
