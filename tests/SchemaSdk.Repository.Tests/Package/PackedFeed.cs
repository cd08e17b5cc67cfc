using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>
/// The packages, made once per run under a version that no cache has seen, and a folder for projects that use them. A release and .ci/run
/// have made them before: <c>SCHEMASDK_PACKAGES</c> names their folder then.
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
        "runtime/SchemaSdk.Durable/SchemaSdk.Durable.csproj",
        "runtime/SchemaSdk.Sqlite/SchemaSdk.Sqlite.csproj",
        "runtime/SchemaSdk.PostgreSql/SchemaSdk.PostgreSql.csproj",
        "runtime/SchemaSdk.Durable.Testing/SchemaSdk.Durable.Testing.csproj",
        "runtime/SchemaSdk.MassTransit/SchemaSdk.MassTransit.csproj",
        "runtime/SchemaSdk.Tool/SchemaSdk.Tool.csproj",
        "schemas/SchemaSdk.RunComfy.csproj",
        "templates/SchemaSdk.Templates.csproj",
    ];

    // What is generated, with the code that it calls and that which generates it.
    private static readonly string[] Generated =
    [
        "generator/SchemaSdk.Schemas/SchemaSdk.Schemas.csproj",
        "generator/SchemaSdk.Generator/SchemaSdk.Generator.csproj",
        "runtime/SchemaSdk/SchemaSdk.csproj",
        "schemas/SchemaSdk.RunComfy.csproj",
    ];

    private static readonly TimeSpan SinceEpoch = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch;

    private readonly string _root = Directory.CreateTempSubdirectory("schemasdk-").FullName;
    private static readonly string? Ready = System.Environment.GetEnvironmentVariable("SCHEMASDK_PACKAGES");

    /// <summary>No preview, and above every other: what is typed without a version takes it. No number of it is above 65,534.</summary>
    internal string Version { get; } = Ready is { Length: > 0 } ready ? VersionIn(ready) : string.Create(
        CultureInfo.InvariantCulture, $"900.{SinceEpoch.Days}.{(SinceEpoch - TimeSpan.FromDays(SinceEpoch.Days)).TotalSeconds / 2:0}");

    internal string Feed => Path.Combine(_root, "feed");

    public async Task InitializeAsync()
    {
        try
        {
            await (Ready is { Length: > 0 } ? TakeAsync(Ready) : PackAsync(Path.GetFileName(Feed), Projects));
            await WriteNuGetConfigAsync();
        }
        catch
        {
            // Nobody disposes what did not come about.
            await DisposeAsync();
            throw;
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Packs again, from nothing, into a folder of its own; all packages with SCHEMASDK_FULL, else what is generated.</summary>
    internal Task<string> PackAgainAsync() => PackAsync("again", FullRun.IsOn ? Projects : Generated);

    /// <summary>Copies a project of <c>Consumers/</c> out of the repository, below a folder as people call them.</summary>
    internal string Consumer(string name) => Consumer(name, name);

    /// <summary>Copies a project, into a folder of another name.</summary>
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

    /// <summary>Makes an empty folder, below one as people call them.</summary>
    internal string Folder(string name)
    {
        var folder = Path.Combine(_root, "my c# projects größere 世界", name);
        Assert.False(Directory.Exists(folder), $"Another test has its project in '{name}' already.");
        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>The environment in which a project of <c>Consumers/</c> finds these packages, all of them in one cache.</summary>
    internal IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_root, "cache"), ["SchemaSdkVersion"] = Version };

    internal Task<CommandResult> DotnetAsync(string folder, params string[] arguments) =>
        ShellCommand.RunAsync("dotnet", folder, Environment, arguments);

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
        // The solution without its tests and samples.
        var filter = Path.Combine(_root, $"{name}.slnf");
        var solution = new { path = Path.Combine(SourceTree.Root, "SchemaSdk.sln"), projects };
        await File.WriteAllTextAsync(filter, JsonSerializer.Serialize(new { solution }));

        // With its own artifacts path: bin and obj of the repository, which this very test may run from, stay as they are. What analyzers
        // say was said when the repository was built, and they take longer than all compilers.
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
        // Beside the sources that every machine has: what the packages depend on comes from there.
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
