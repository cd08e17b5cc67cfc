namespace SchemaSdk.Tool.Tests.Night;

/// <summary>Tests nights of a repository that also has a folder with schemas by hand, which no catalogue updates.</summary>
public sealed class FolderNightTests : NightTest
{
    public FolderNightTests(NightTemplate template)
        : base(template) => AddModel();

    [Fact]
    public async Task A_break_in_a_folder_without_a_lock_raises_the_version()
    {
        await ConfigureAsync("\"hand\": {}, \"empty\": {}");
        await Owner.GitAsync("tag", "-f", "v1.0.0");
        Owner.Write("hand/own/bell/input.json", SchemaWith("prompt"));
        await Owner.CommitAsync("Break");

        await NightAsync();

        Assert.Equal(VersionOf("2.0.0"), await Owner.PushedAsync("Version.props"));
        Assert.Contains("- own/bell: ", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
        var text = Owner.Read("artifacts/schemas/pull-request.md");
        Assert.Contains("hand: 1 file, 1 model: 0 errors", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hand/", await Owner.ChangedAsync(), StringComparison.Ordinal);
    }

    // A tag cannot be changed, and a later tool may refuse a setting that it has.
    [Fact]
    public async Task A_tag_whose_settings_are_refused_does_not_stop_the_night()
    {
        var settings = Owner.Read("schemasdk.json");
        Owner.Write("schemasdk.json", """{ "gone": 1 }""");
        await Owner.CommitAsync("Have a setting of an older tool");
        await Owner.GitAsync("tag", "-f", "v1.0.0");
        Owner.Write("schemasdk.json", settings);
        await Owner.CommitAsync("Follow the tool");

        await NightAsync();

        Assert.Equal(VersionOf("1.1.0"), await Owner.PushedAsync("Version.props"));
        Assert.Contains("(folders-unknown)", Owner.Read("artifacts/schemas/pull-request.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
    }

    // The models of the catalogue are in "schemas", and those by hand in "hand".
    private async Task ConfigureAsync(string others)
    {
        Owner.Write("schemasdk.json", Owner.Read("schemasdk.json").Replace(
            "\"all\": true }", $"\"all\": true }}, {others}", StringComparison.Ordinal));
        Owner.Write("hand/own/bell/input.json", SchemaWith("prompt", "seed"));
        await Owner.CommitAsync("Write by hand");
    }
}
