using System.Diagnostics;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>
/// Builds many models in one project outside this repository: in a full run, a thousand models of the corpus; otherwise only our own.
/// </summary>
public sealed class LargeProjectTests
{
    private static readonly IReadOnlyList<CorpusModel> Models =
        [.. (FullRun.IsOn ? Corpus.Names : [Corpus.Own]).SelectMany(Corpus.AllModels).Take(1_000)];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_project_with_many_models_builds()
    {
        using var folder = new TemporaryFolder();
        WriteProject(folder);

        await BuildAsync(folder);

        Assert.InRange(Models.Count, FullRun.IsOn && Corpus.Others.Length > 0 ? 1_000 : 10, 1_000);
    }

    /// <summary>Writes a project with what the package would provide: the runtime, the generator, and their MSBuild files.</summary>
    private static void WriteProject(TemporaryFolder project)
    {
        var imports = SourceTree.PathOf("runtime/SchemaSdk/build");
        string[] analyzers = ["SchemaSdk.Generator", "SchemaSdk.Schemas"];
        string[] references = ["SchemaSdk", "SchemaSdk.Json", "Microsoft.Extensions.Logging.Abstractions"];
        File.WriteAllText(
            project.File("Large.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{imports}/SchemaSdk.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <UseSharedCompilation>false</UseSharedCompilation>
              </PropertyGroup>
              <ItemGroup>
            {string.Join("\n", analyzers.Select(name => $"    <Analyzer Include=\"{AppContext.BaseDirectory}{name}.dll\" />"))}
            {string.Join("\n", references.Select(name => $"    <Reference Include=\"{AppContext.BaseDirectory}{name}.dll\" />"))}
              </ItemGroup>
              <Import Project="{imports}/SchemaSdk.targets" />
            </Project>
            """);
        foreach (var model in Models)
        {
            var folder = Directory.CreateDirectory(project.File($"schemas/{model.Set}/{model.Id}")).FullName;
            foreach (var (name, _, text) in model.Files)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }
    }

    private static async Task BuildAsync(TemporaryFolder project)
    {
        var start = new ProcessStartInfo("dotnet", ["build", "-v:q", "-nologo"])
        {
            WorkingDirectory = project.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var name in start.Environment.Keys.Where(IsOfThisRun).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        var lines = (await text + await error).Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Take(10);
        Assert.True(process.ExitCode == 0, string.Join("\n", lines));
    }

    // With these variables, a build that a test starts would load the MSBuild that started the tests, and use its switches.
    private static bool IsOfThisRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name == "CI";
}
