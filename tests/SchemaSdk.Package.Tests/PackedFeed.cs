using System.Globalization;

namespace SchemaSdk.Package.Tests;

/// <summary>The packages, made once per run under a version that no cache has seen, and a folder for projects that use them.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private static readonly string[] Projects = ["runtime/SchemaSdk", "schemas", "runtime/SchemaSdk.Emulator"];

    private readonly string _root = Directory.CreateTempSubdirectory("schemasdk-").FullName;

    internal static string Repository { get; } = FindRepository();

    internal string Version { get; } = "0.1.0-test." + DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    internal string Feed => Path.Combine(_root, "feed");

    public async Task InitializeAsync()
    {
        foreach (var project in Projects)
        {
            (await PackAsync(project, Feed, Path.Combine(_root, "build"))).Succeeded();
        }

        // Beside the sources that every machine has: what the packages depend on comes from there.
        await File.WriteAllTextAsync(
            Path.Combine(_root, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Packs again, from nothing, into a folder of its own.</summary>
    internal async Task<string> PackAgainAsync(string project)
    {
        var feed = Path.Combine(_root, "again");
        (await PackAsync(project, feed, Path.Combine(_root, "build-again"))).Succeeded();
        return feed;
    }

    /// <summary>Copies a project of <c>Consumers/</c> out of the repository.</summary>
    internal string Consumer(string name)
    {
        var from = Path.Combine(AppContext.BaseDirectory, "Consumers", name);
        var to = Path.Combine(_root, name);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    internal Task<CommandResult> DotnetAsync(string folder, params string[] arguments) =>
        DotnetCommand.RunAsync(
            folder,
            new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_root, "cache"), ["SchemaSdkVersion"] = Version },
            arguments);

    // With its own artifacts path: bin and obj of the repository, which this very test may run from, stay as they are.
    private Task<CommandResult> PackAsync(string project, string feed, string build) =>
        DotnetCommand.RunAsync(
            Repository,
            new Dictionary<string, string>(),
            "pack", project, "-c", "Release", "-o", feed, "--artifacts-path", build, $"-p:Version={Version}");

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SchemaSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No SchemaSdk.sln above {AppContext.BaseDirectory}.");
    }
}
