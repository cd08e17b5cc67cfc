namespace SchemaSdk.Tool.Tests.Release;

/// <summary>A repository at the tag of version 1.2.0. It is made once, and each test copies it.</summary>
public sealed class ReleaseTemplate : CommandTest, IAsyncLifetime
{
    internal TestedRepository Owner => new(Tool);

    internal static string SettingsOf(string test, string source) => $$"""
        { "release": { "pack": ["pack {version} {packages}"], "test": {{test}}, "source": "{{source}}" } }
        """;

    public async Task InitializeAsync()
    {
        var owner = Owner;
        owner.Write(
            "schemasdk.json", SettingsOf("""["test {packages} -p:Version={version}"]""", "https://feed.example/index.json"));
        owner.Write(".gitignore", "artifacts/\n");
        owner.Write("CHANGELOG.md", "# C\n\n## [Unreleased]\n\n## [1.2.0]\n\n<!-- schemas since 1.1.0 -->\n- a\n\n## [1.1.0]\n\n- b\n");
        await owner.MakeAsync();
        await owner.CommitAsync("Begin");
        await owner.GitAsync("tag", "v1.2.0");
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
