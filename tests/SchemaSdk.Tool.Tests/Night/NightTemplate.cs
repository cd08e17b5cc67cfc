namespace SchemaSdk.Tool.Tests.Night;

/// <summary>A repository with twelve models and version 1.0.0. It is made once, and each test copies it.</summary>
public sealed class NightTemplate : CatalogueTest, IAsyncLifetime
{
    internal TestedRepository Owner => new(Tool);

    internal static IEnumerable<string> Models { get; } = [.. Enumerable.Range(0, 12).Select(static number => $"acme/m{number}")];

    public async Task InitializeAsync()
    {
        var owner = Owner;
        owner.Write("schemasdk.json", """
            {
              "folders": { "schemas": { "all": true } },
              "night": { "check": ["check {version}"], "pack": ["pack {packages} -p:Version={version}"] }
            }
            """);
        owner.Write(".gitignore", "artifacts/\n");
        owner.Write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- By hand.\n");
        owner.Write("Version.props", NightTest.VersionOf("1.0.0"));
        await owner.MakeAsync();
        await AddAsync([.. Models]);
        await owner.CommitAsync("Begin");
        await owner.GitAsync("tag", "v1.0.0");
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
