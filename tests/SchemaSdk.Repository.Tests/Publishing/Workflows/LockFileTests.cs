using System.Text.Json.Nodes;

namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

/// <summary>Tests that a build can use only the package versions that were reviewed.</summary>
public sealed partial class LockFileTests
{
    private static IEnumerable<string> Projects { get; } =
    [
        .. Listed().Matches(File.ReadAllText(SourceTree.PathOf("SchemaSdk.sln")))
            .Select(static one => one.Groups[1].Value.Replace('\\', '/')),
    ];

    [Fact]
    public void Every_project_has_the_list_of_its_packages()
    {
        Assert.True(Projects.Count() > 40, $"{Projects.Count()} projects");
        Assert.All(Projects, static project => Assert.True(File.Exists(LockOf(project)), project));
    }

    [Fact]
    public void What_runs_for_a_release_restores_only_listed_packages()
    {
        Assert.Contains("\ndotnet restore --locked-mode\n", File.ReadAllText(SourceTree.PathOf(".ci/run")), StringComparison.Ordinal);
        var action = File.ReadAllText(SourceTree.PathOf(".github/actions/schemasdk/action.yml"));
        Assert.Contains(" -p:RestoreLockedMode=true ", action, StringComparison.Ordinal);
    }

    // Without the pin, each patch version of the SDK would add its own version of this package to the lock files.
    [Fact]
    public void The_package_that_the_SDK_adds_has_the_version_that_this_repository_pins()
    {
        var pinned = Pinned().Matches(File.ReadAllText(SourceTree.PathOf("Directory.Build.targets")))
            .ToDictionary(static one => one.Groups[1].Value, static one => one.Groups[2].Value);
        var listed = Projects.Select(static project => JsonNode.Parse(File.ReadAllText(LockOf(project)))!["dependencies"]!.AsObject())
            .SelectMany(static frameworks => frameworks)
            .Select(static framework => (framework.Key, Version: (string?)framework.Value!["Microsoft.NET.ILLink.Tasks"]?["resolved"]))
            .Where(static one => one.Version is not null)
            .Distinct()
            .ToDictionary(static one => one.Key, static one => one.Version!);

        Assert.Equal(["net10.0", "net8.0"], pinned.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(pinned.OrderBy(static one => one.Key), listed.OrderBy(static one => one.Key));
    }

    private static string LockOf(string project) => SourceTree.PathOf($"{Path.GetDirectoryName(project)}/packages.lock.json");

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Listed();

    [GeneratedRegex("<KnownILLinkPack Include=\"Microsoft.NET.ILLink.Tasks\" TargetFramework=\"([^\"]+)\" ILLinkPackVersion=\"([^\"]+)\"")]
    private static partial Regex Pinned();
}
