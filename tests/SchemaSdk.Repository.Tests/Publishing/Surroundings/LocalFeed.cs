namespace SchemaSdk.Repository.Tests.Publishing.Surroundings;

/// <summary>
/// A package source with the package SchemaSdk, which the client in the tests needs. The package is packed from the build output of this
/// run.
/// </summary>
internal sealed class LocalFeed : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("schemasdk-feed-");

    // A release must not depend on a preview version. Each run has its own cache, so this version need not be unique.
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
