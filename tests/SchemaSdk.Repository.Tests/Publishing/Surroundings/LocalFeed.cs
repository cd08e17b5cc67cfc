namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>Packs the package that an owner's client needs from what was built for this run.</summary>
internal sealed class LocalFeed : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("schemasdk-feed-");

    // Not a preview, because a release may not depend on one. The cache is only for this run.
    internal string Version => "0.1.0";

    internal string Folder => _root.FullName;

    internal string Cache => Path.Combine(_root.FullName, "cache");

    internal string Config => $"""
        <configuration>
          <packageSources>
            <add key="night" value="{Folder}" />
          </packageSources>
        </configuration>
        """;

    internal async Task PackAsync() => (await ShellCommand.RunAsync(
        "dotnet",
        SourceTree.Root,
        new Dictionary<string, string>(),
        "pack", "runtime/SchemaSdk/SchemaSdk.csproj", "--no-build", "-c", SourceTree.Configuration, "-o", Folder, $"-p:Version={Version}"))
        .Succeeded();

    public void Dispose() => _root.Delete(recursive: true);
}
