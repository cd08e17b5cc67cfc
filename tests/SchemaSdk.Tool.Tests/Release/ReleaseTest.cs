using System.IO.Compression;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Release;

/// <summary>Releases the version 1.2.0 of an owner with three packages. Nothing is built.</summary>
public abstract class ReleaseTest : CommandTest, IAsyncLifetime
{
    private protected const string Key = "a-key-of-the-feed";

    private protected ReleaseTest()
    {
        Owner = new OwnersRepository(Tool);
        Owner.Programs.Answer = call => call.Name == "pack" ? Pack(call.Arguments[1]) : "";
    }

    private protected OwnersRepository Owner { get; }

    public async Task InitializeAsync()
    {
        Configure("""["test {packages} -p:Version={version}"]""", "https://feed.example/index.json");
        Owner.Write(".gitignore", "artifacts/\n");
        Owner.Write("CHANGELOG.md", "# C\n\n## [Unreleased]\n\n## [1.2.0]\n\n<!-- schemas since 1.1.0 -->\n- a\n\n## [1.1.0]\n\n- b\n");
        await Owner.MakeAsync();
        await Owner.CommitAsync("Begin");
        await Owner.GitAsync("tag", "v1.2.0");
    }

    public Task DisposeAsync()
    {
        Owner.Unprotect();
        return Task.CompletedTask;
    }

    private protected void Configure(string test, string source) => Owner.Write("schemasdk.json", $$"""
        { "release": { "pack": ["pack {version} {packages}"], "test": {{test}}, "source": "{{source}}" } }
        """);

    private protected Task PackAsync() => RunWellAsync("release", "pack", "v1.2.0");

    /// <summary>Writes a package that depends on others.</summary>
    private protected void Add(string folder, string id, string version, string type, params string[] needs)
    {
        Directory.CreateDirectory(folder);
        using var zip = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(zip.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"""
            <package>
              <metadata>
                <id>{id}</id>
                <version>{version}</version>
                <packageTypes>{(type.Length > 0 ? $"<packageType name=\"{type}\" />" : "")}</packageTypes>
                <dependencies>{string.Concat(needs.Select(static need => $"<dependency id=\"{need}\" version=\"1.2.0\" />"))}</dependencies>
              </metadata>
            </package>
            """);
    }

    private protected virtual string Pack(string folder)
    {
        Add(folder, "Acme.Alpha", "1.2.0", "DotnetTool", "Acme.Models", "Other.Library");
        Add(folder, "Acme.Models", "1.2.0", "", "Acme.Zero");
        Add(folder, "Acme.Zero", "1.2.0", "Template");
        File.WriteAllText(Path.Combine(folder, "Acme.Zero.1.2.0.snupkg"), "symbols of Acme.Zero");
        return "";
    }
}
