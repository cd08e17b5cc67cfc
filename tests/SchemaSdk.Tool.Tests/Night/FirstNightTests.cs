namespace SchemaSdk.Tool.Tests.Night;

/// <summary>
/// Tests nightly updates with handwritten schemas, and after a release without schemas or with an older tool's settings.
/// </summary>
public sealed class FirstNightTests(NightTemplate template) : NightTest(template)
{
    // Before the first version is tagged, an update neither raises the version nor adds an entry to the changelog.
    [Theory]
    [InlineData("-d", "1.0.0", "check")]
    [InlineData("-f", "1.1.0", "check 1.1.0")]
    public async Task The_first_night_of_a_repository_without_schemas_takes_the_whole_catalogue(string tag, string version, string check)
    {
        await EmptyAsync();
        await Owner.GitAsync("tag", tag, "v1.0.0");

        await NightAsync();

        var changed = await Owner.ChangedAsync();
        Assert.Contains("schemas/acme/m11/input.json", changed, StringComparison.Ordinal);
        Assert.Equal(tag == "-f", changed.Contains("CHANGELOG.md", StringComparison.Ordinal));
        Assert.Contains("12 feature", Owner.Read("artifacts/schemas/pull-request.md"), StringComparison.Ordinal);
        Assert.Equal(VersionOf(version), await Owner.PushedAsync("Version.props"));
        Assert.Equal(check, Owner.Programs.Calls[0]);
    }

    [Fact]
    public async Task A_catalogue_without_a_model_that_fits_the_patterns_changes_nothing()
    {
        await Owner.ConfigureAsync("\"all\": true", "\"all\": true, \"include\": [\"films/*\"]");
        await EmptyAsync();
        foreach (var tag in (string[])["-f", "-d"])
        {
            await Owner.GitAsync("tag", tag, "v1.0.0");

            Assert.Equal("Nothing to do: the schemas match the catalogue. Nothing to check. Nothing to push.\n", await NightAsync());
            await NothingHappenedAsync();
        }
    }

    [Fact]
    public async Task A_folder_whose_lock_has_no_model_from_a_catalogue_does_not_stop_the_others()
    {
        Owner.Write("hand/own/bell/input.json", SchemaWith("prompt"));
        Owner.Write("hand.lock.json", """{ "version": 1, "catalogs": {}, "models": {} }""");
        await Owner.ConfigureAsync("\"all\": true }", "\"all\": true }, \"hand\": {}");
        AddModel();

        await NightAsync();

        Assert.Contains("schemas/acme/new/input.json", await Owner.ChangedAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("hand", await Owner.ChangedAsync(), StringComparison.Ordinal);
    }

    // TwoNightsTests checks in every test run that a breaking change raises the version.
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_break_in_a_folder_without_a_lock_raises_the_version()
    {
        Owner.Write("hand/own/bell/input.json", SchemaWith("prompt", "seed"));
        await Owner.ConfigureAsync("\"all\": true }", "\"all\": true }, \"hand\": {}, \"empty\": {}");
        await Owner.GitAsync("tag", "-f", "v1.0.0");
        AddModel();
        Owner.Write("hand/own/bell/input.json", SchemaWith("prompt"));
        await Owner.CommitAsync("Break");

        await NightAsync();

        Assert.Equal(VersionOf("2.0.0"), await Owner.PushedAsync("Version.props"));
        Assert.Contains("- own/bell: ", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
        var text = Owner.Read("artifacts/schemas/pull-request.md");
        Assert.Contains("hand: 1 file, 1 model: 0 errors", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hand/", await Owner.ChangedAsync(), StringComparison.Ordinal);
    }

    // A newer version of the tool may refuse a setting in an older tag. The owner cannot correct the files of that tag.
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_tag_whose_settings_are_refused_does_not_stop_the_night()
    {
        var settings = Owner.Read("schemasdk.json");
        Owner.Write("schemasdk.json", """{ "gone": 1 }""");
        await Owner.CommitAsync("Have a setting of an older tool");
        await Owner.GitAsync("tag", "-f", "v1.0.0");
        Owner.Write("schemasdk.json", settings);
        await Owner.CommitAsync("Follow the tool");
        AddModel();

        await NightAsync();

        Assert.Equal(VersionOf("1.1.0"), await Owner.PushedAsync("Version.props"));
        Assert.Contains("(folders-unknown)", Owner.Read("artifacts/schemas/pull-request.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
    }

    private async Task EmptyAsync()
    {
        Directory.Delete(Owner.PathOf("schemas"), recursive: true);
        File.Delete(Owner.PathOf("schemas.lock.json"));
        await Owner.CommitAsync("Empty");
    }
}
