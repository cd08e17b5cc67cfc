using System.Diagnostics;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>
/// Builds many models in one project outside this repository: in a full run, a thousand models of the corpus; otherwise only our own.
/// </summary>
public sealed class LargeProjectTests : IDisposable
{
    private static readonly IReadOnlyList<CorpusModel> Models =
        [.. (FullRun.IsOn ? Corpus.Sets : [Corpus.Own]).SelectMany(Corpus.AllModels).Take(1_000)];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly string _folder = Directory.CreateTempSubdirectory("schemasdk-large-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_project_with_many_models_builds()
    {
        WriteProject();

        await BuildAsync();

        Assert.InRange(Models.Count, FullRun.IsOn && Corpus.Others.Length > 0 ? 1_000 : 10, 1_000);
    }

    /// <summary>Writes a project with what the package would provide: the runtime, the generator, and their MSBuild files.</summary>
    private void WriteProject()
    {
        var imports = Path.Combine(Corpus.Repository, "runtime/SchemaSdk/build");
        string[] analyzers = ["SchemaSdk.Generator", "SchemaSdk.Schemas"];
        string[] references = ["SchemaSdk", "SchemaSdk.Json", "Microsoft.Extensions.Logging.Abstractions"];
        File.WriteAllText(
            Path.Combine(_folder, "Large.csproj"),
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
            var folder = Directory.CreateDirectory(Path.Combine(_folder, "schemas", model.Set, model.Id)).FullName;
            File.WriteAllText(Path.Combine(folder, "input.json"), model.Input);
            if (model.Output is { } text)
            {
                File.WriteAllText(Path.Combine(folder, "output.json"), text);
            }
        }
    }

    private async Task BuildAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["build", "-v:q", "-nologo"])
        {
            WorkingDirectory = _folder,
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

    // With these variables, a build inside a test run would load the MSBuild of the outer build and use its switches.
    private static bool IsOfThisRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name == "CI";
}
