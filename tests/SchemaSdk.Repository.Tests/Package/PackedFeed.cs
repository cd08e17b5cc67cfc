using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>
/// Builds all packages once per test run, with a version that no cache has, and makes them available to the projects that tests build. If
/// <c>SCHEMASDK_PACKAGES</c> names a folder, as in a release and in .ci/run, uses the packages in that folder instead.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private static readonly string[] Projects =
    [
        "generator/SchemaSdk.Schemas/SchemaSdk.Schemas.csproj",
        "generator/SchemaSdk.Generator/SchemaSdk.Generator.csproj",
        "runtime/SchemaSdk/SchemaSdk.csproj",
        "runtime/SchemaSdk.Emulator/SchemaSdk.Emulator.csproj",
        "runtime/SchemaSdk.DependencyInjection/SchemaSdk.DependencyInjection.csproj",
        "runtime/SchemaSdk.AspNetCore/SchemaSdk.AspNetCore.csproj",
        "runtime/SchemaSdk.Extensions.AI/SchemaSdk.Extensions.AI.csproj",
        "runtime/SchemaSdk.Mcp/SchemaSdk.Mcp.csproj",
        "runtime/SchemaSdk.Durable/SchemaSdk.Durable.csproj",
        "runtime/SchemaSdk.Sqlite/SchemaSdk.Sqlite.csproj",
        "runtime/SchemaSdk.PostgreSql/SchemaSdk.PostgreSql.csproj",
        "runtime/SchemaSdk.Durable.Testing/SchemaSdk.Durable.Testing.csproj",
        "runtime/SchemaSdk.Services.Testing/SchemaSdk.Services.Testing.csproj",
        "runtime/SchemaSdk.MassTransit/SchemaSdk.MassTransit.csproj",
        "runtime/SchemaSdk.Tool/SchemaSdk.Tool.csproj",
        "schemas/SchemaSdk.RunComfy.csproj",
        "services/fal/SchemaSdk.Fal.csproj",
        "services/replicate/SchemaSdk.Replicate.csproj",
        "templates/SchemaSdk.Templates.csproj",
    ];

    private static readonly string[] Generated =
    [
        "generator/SchemaSdk.Schemas/SchemaSdk.Schemas.csproj",
        "generator/SchemaSdk.Generator/SchemaSdk.Generator.csproj",
        "runtime/SchemaSdk/SchemaSdk.csproj",
        "schemas/SchemaSdk.RunComfy.csproj",
    ];

    private static readonly string RestoredPackages = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static readonly TimeSpan SinceEpoch = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch;

    private readonly ConcurrentDictionary<(string Id, string Kind), IReadOnlyDictionary<string, byte[]>> _contents = new();
    private readonly string _root = Directory.CreateTempSubdirectory("schemasdk-").FullName;
    private static readonly string? Ready = System.Environment.GetEnvironmentVariable("SCHEMASDK_PACKAGES");

    public PackedFeed() => Joint = new(this);

    /// <summary>
    /// The version of the packages. It is not a preview and is higher than every other version, so commands use it by default. Each number
    /// in it is at most 65,534, the maximum in the version of an assembly.
    /// </summary>
    internal string Version { get; } = Ready is { Length: > 0 } ready ? VersionIn(ready) : string.Create(
        CultureInfo.InvariantCulture, $"900.{SinceEpoch.Days}.{(SinceEpoch - TimeSpan.FromDays(SinceEpoch.Days)).TotalSeconds / 2:0}");

    internal static IReadOnlyList<string> Ids { get; } =
    [
        .. Projects.Where(static path => !path.StartsWith("generator/", StringComparison.Ordinal))
            .Select(static path => Path.GetFileNameWithoutExtension(path)),
    ];

    internal string Feed => Path.Combine(_root, "feed");

    /// <summary>The projects that are built together for several tests.</summary>
    internal JointBuild Joint { get; }

    public async Task InitializeAsync()
    {
        try
        {
            await (Ready is { Length: > 0 } ? TakeAsync(Ready) : PackAsync(Path.GetFileName(Feed), Projects));
            await WriteNuGetConfigAsync();
        }
        catch
        {
            // xunit does not dispose a fixture whose initialization failed.
            await DisposeAsync();
            throw;
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Packs the packages of the generated client again, into another folder.</summary>
    internal Task<string> PackAgainAsync() => PackAsync("again", Generated);

    /// <summary>Reads the files in a package, or in its symbol package if the kind is snupkg.</summary>
    internal IReadOnlyDictionary<string, byte[]> Read(string id, string kind = "nupkg") =>
        _contents.GetOrAdd((id, kind), key => PackageFile.Read(Feed, key.Id, Version, key.Kind));

    /// <summary>Copies a project in <c>Consumers/</c> into a folder whose path contains spaces and special characters.</summary>
    internal string Consumer(string name) => Consumer(name, name);

    internal string Consumer(string name, string folder)
    {
        var from = Path.Combine(AppContext.BaseDirectory, "Package", "Consumers", name);
        var to = Folder(folder);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    internal string Folder(string name)
    {
        var folder = Path.Combine(_root, "my c# projects größere 世界", name);
        Assert.False(Directory.Exists(folder), $"Another test has its project in '{name}' already.");
        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>The environment in which a project in <c>Consumers/</c> finds these packages.</summary>
    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(_root, "cache"),

        // A full run downloads third-party packages, as a new user does. RestoredPackages may contain an older build of this version.
        ["NUGET_FALLBACK_PACKAGES"] = FullRun.IsOn || Ids.Any(IsRestored) ? "" : RestoredPackages,
        ["SchemaSdkVersion"] = Version,
    };

    private bool IsRestored(string id) => Directory.Exists(Path.Combine(RestoredPackages, id.ToLowerInvariant(), Version));

    internal Task<CommandResult> DotnetAsync(string folder, params string[] arguments) =>
        ShellCommand.RunAsync("dotnet", folder, Environment, arguments);

    /// <summary>Runs the program of a project that was built.</summary>
    /// <returns>The lines of the program's output.</returns>
    internal async Task<IReadOnlyList<string>> RunAsync(string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var program = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(folder, "*.*proj"))) + ".dll";
        var run = await ShellCommand.RunAsync(
            "dotnet", folder, environment ?? Environment, "exec", Path.Combine("bin", "Debug", "net10.0", program));
        return run.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string VersionIn(string folder) => Path.GetFileNameWithoutExtension(
        Assert.Single(Directory.EnumerateFiles(folder, "SchemaSdk.Tool.*.nupkg")))["SchemaSdk.Tool.".Length..];

    private Task TakeAsync(string folder)
    {
        Directory.CreateDirectory(Feed);
        foreach (var file in Directory.EnumerateFiles(folder, "*.*nupkg"))
        {
            File.Copy(file, Path.Combine(Feed, Path.GetFileName(file)));
        }

        return Task.CompletedTask;
    }

    private async Task<string> PackAsync(string name, string[] projects)
    {
        var filter = Path.Combine(_root, $"{name}.slnf");
        var solution = new { path = Path.Combine(SourceTree.Root, "SchemaSdk.sln"), projects };
        await File.WriteAllTextAsync(filter, JsonSerializer.Serialize(new { solution }));

        // The build must not change the bin and obj folders, because this test may run from them. Analyzers ran in an earlier build.
        var feed = Path.Combine(_root, name);
        var artifacts = Path.Combine(_root, $"{name}-build");
        var pack = await ShellCommand.RunAsync(
            "dotnet",
            SourceTree.Root,
            new Dictionary<string, string>(),
            "pack", filter, "-c", "Release", "-o", feed, "--artifacts-path", artifacts, $"-p:Version={Version}", "-p:RunAnalyzers=false");
        pack.Succeeded();
        return feed;
    }

    private Task WriteNuGetConfigAsync() =>
        // The package sources of the machine stay enabled, because they provide the packages' dependencies.
        File.WriteAllTextAsync(
            Path.Combine(_root, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
}
