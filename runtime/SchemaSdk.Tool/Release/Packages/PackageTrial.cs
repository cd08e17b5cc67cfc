using System.Security;
using NuGet.Configuration;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;

namespace SchemaSdk.Tool.Release.Packages;

/// <summary>
/// Tries the packages: adds all libraries to one new project, and installs every tool and every template. An empty NuGet cache ensures that
/// the new packages from the folder are tried, not cached ones.
/// </summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="feed">The full path of the folder with the packages.</param>
/// <param name="version">The version of the packages.</param>
internal sealed class PackageTrial(ToolHost host, string feed, string version)
{
    private static readonly string[] Names = ["nuget.config", "NuGet.config", "NuGet.Config"];

    /// <exception cref="ToolException">A package cannot be installed or used.</exception>
    internal async Task RunAsync(IReadOnlyList<MadePackage> packages, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("schemasdk-trial-").FullName;
        try
        {
            // The dependencies of the packages come from the repository's package sources.
            if (Names.Select(host.PathOf).FirstOrDefault(File.Exists) is { } settings)
            {
                try
                {
                    CopySettings(settings, folder, packages);
                }
                catch (NuGetConfigurationException exception)
                {
                    throw new ToolException(ExitCode.WrongUsage, $"{settings} cannot be read: {exception.Message}", exception);
                }
            }

            var libraries = packages.Where(static package => package is { IsTool: false, IsTemplate: false }).ToList();
            if (libraries.Count > 0)
            {
                var project = ProjectOf(libraries, await FrameworkAsync(folder, stop).ConfigureAwait(false));
                await File.WriteAllTextAsync(Path.Combine(folder, "Consumer.csproj"), project, stop).ConfigureAwait(false);
                await DotnetAsync(folder, stop, "build", "Consumer.csproj").ConfigureAwait(false);
            }

            foreach (var tool in packages.Where(static package => package.IsTool))
            {
                await DotnetAsync(
                    folder, stop, "tool", "install", tool.Id, "--version", version, "--tool-path", "tools", "--add-source", feed)
                    .ConfigureAwait(false);
            }

            foreach (var template in packages.Where(static package => package.IsTemplate))
            {
                await DotnetAsync(folder, stop, "new", "install", template.Path, "--debug:custom-hive", Path.Combine(folder, "hive"))
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void CopySettings(string from, string folder, IReadOnlyList<MadePackage> packages)
    {
        const string Name = "nuget.config";
        const string Sources = "packageSources";
        const string Mapping = "packageSourceMapping";
        var written = Settings.LoadSpecificSettings(Path.GetDirectoryName(from)!, Path.GetFileName(from));
        File.Copy(from, Path.Combine(folder, Name));
        var copied = Settings.LoadSpecificSettings(folder, Name);
        foreach (var source in written.GetSection(Sources)?.Items.OfType<SourceItem>() ?? [])
        {
            // A relative path is relative to the original file, so the copy gets the full path.
            if (source.GetValueAsPath() is var path && path != source.Value)
            {
                copied.AddOrUpdate(Sources, new SourceItem(source.Key, path));
            }
        }

        // With a mapping, NuGet takes a package only from the sources that are mapped to its id, so map the feed too.
        if (written.GetSection(Mapping) is { Items.Count: > 0 })
        {
            copied.AddOrUpdate(Sources, new SourceItem(feed, feed));
            copied.AddOrUpdate(Mapping, new PackageSourceMappingSourceItem(feed, packages.Select(made => new PackagePatternItem(made.Id))));
        }

        copied.SaveToDisk();
    }

    private string ProjectOf(IEnumerable<MadePackage> libraries, string framework)
    {
        var references = libraries.Select(library => $"""    <PackageReference Include="{library.Id}" Version="[{version}]" />""");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <RestoreAdditionalProjectSources>{SecurityElement.Escape(feed)}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', references)}
              </ItemGroup>
            </Project>

            """;
    }

    private async Task<string> FrameworkAsync(string folder, CancellationToken stop)
    {
        var call = new ProgramCall("dotnet", ["--version"], folder) { Withheld = SecretVariables.All };
        var sdk = await host.RunProgramAsync(call, stop).ConfigureAwait(false);
        return $"net{string.Join('.', sdk.Text.Split('.').Take(2))}";
    }

    private async Task DotnetAsync(string folder, CancellationToken stop, params string[] arguments)
    {
        var result = await host.RunProgramAsync(
            new ProgramCall("dotnet", arguments, folder)
            {
                Shown = host.Console.Error,
                Withheld = SecretVariables.All,
                Variables = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(folder, "cache") },
            },
            stop).ConfigureAwait(false);
        if (result.Exit != 0)
        {
            throw new ToolException(
                ExitCode.Findings,
                $"'dotnet {arguments[0]}' ended with exit code {result.Exit}, so a package cannot be installed or used. "
                + "Nothing was published.");
        }
    }
}
