namespace SchemaSdk.Tool.Tests.Night;

/// <summary>
/// Tests nightly updates that follow each other: for example, first a new model and a new member, then a breaking change, a removal, a
/// rename, and models that are refused.
/// </summary>
public sealed class TwoNightsTests(NightTemplate template) : NightTest(template)
{
    [Fact]
    public async Task Two_nights_publish_only_the_changes_that_they_report()
    {
        Catalogue["acme/m1"] = SchemaWith("prompt", "seed");
        Catalogue["acme/star"] = SchemaWith("prompt");
        Catalogue["acme/m0"] = SchemaWith("prompt", "wind");

        Assert.Contains("schemas/update was pushed.", await NightAsync(), StringComparison.Ordinal);
        Assert.Equal(["check 1.1.0", $"pack {Owner.PathOf("artifacts/packages")} -p:Version=1.1.0"], Owner.Programs.Calls);
        Assert.Equal(
            "CHANGELOG.md\nVersion.props\nschemas.lock.json\nschemas/acme/m0/input.json\nschemas/acme/m1/input.json\n"
            + "schemas/acme/star/input.json",
            await Owner.ChangedAsync());
        Assert.Equal(VersionOf("1.1.0"), await Owner.PushedAsync("Version.props"));
        Assert.Equal(Changelog, await Owner.PushedAsync("CHANGELOG.md"));
        await Owner.MergeAsync();
        await Owner.GitAsync("tag", "v1.1.0");

        // m1 breaks, m3 is renamed to moss, and -m0 would get the C# name of m0. The last three models are refused.
        Catalogue["acme/m1"] = SchemaWith("prompt");
        Catalogue.Remove("acme/m2");
        Catalogue.Remove("acme/m3");
        Catalogue["acme/moss"] = SchemaWith("prompt");
        Catalogue["acme/-m0"] = SchemaWith("prompt");
        Catalogue["acme/m4"] = "{}";
        Catalogue["../../../evil"] = SchemaWith("prompt");
        Catalogue["ACME/m5"] = SchemaWith("prompt");

        Assert.Contains("error refused-id: The id 'ACME/m5'", await NightAsync(), StringComparison.Ordinal);

        var text = Owner.Read("artifacts/schemas/pull-request.md");
        Assert.StartsWith("To publish this update, merge it and tag the merge commit `v2.0.0`.\n", text, StringComparison.Ordinal);
        Assert.Contains("1 breaking, 0 unknown, 0 reading, 4 feature and 0 patch changes", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)- acme/m4: .*\(unusable", text);
        Assert.Contains("(refused-id)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", await Owner.ChangedAsync(), StringComparison.Ordinal);
        Assert.Equal(VersionOf("2.0.0"), await Owner.PushedAsync("Version.props"));
        await LockAsync();
        await Owner.MergeAsync();
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task The_changelog_forgets_a_merged_change_that_the_catalogue_reverts()
    {
        var before = Owner.Read("CHANGELOG.md");
        Catalogue.Remove("acme/m3");
        await NightAsync();
        Assert.Contains("acme/m3", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
        await Owner.MergeAsync();
        Catalogue["acme/m3"] = SchemaWith("prompt");

        Assert.Contains("schemas/update was pushed.", await NightAsync(), StringComparison.Ordinal);

        Assert.Equal(before, await Owner.PushedAsync("CHANGELOG.md"));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_removal_without_a_warning_raises_the_version_of_a_night_with_other_changes()
    {
        // Code reaches m3/pro through the property of m3, so the property remains and never causes a warning or an error.
        Catalogue.Remove("acme/m3");
        AddModel("acme/m3/pro");
        foreach (var version in (string[])["1.1.0", "1.2.0", "2.0.0"])
        {
            await NightAsync();
            Assert.Equal(VersionOf(version), await Owner.PushedAsync("Version.props"));
            await Owner.MergeAsync();
            await Owner.GitAsync("tag", $"v{version}");
            AddModel($"acme/after-{version}");
        }

        Assert.Contains("\"stage\":\"removed\",\"version\":\"2.0.0\"", Owner.Read("schemas.lock.json"), StringComparison.Ordinal);
        var text = Owner.Read("artifacts/schemas/pull-request.md");
        Assert.Contains("## Retired models in 2.0.0\n\nModels: 1 removed.\n", text, StringComparison.Ordinal);
    }

    private const string Changelog =
        """
        # Changelog

        ## [Unreleased]

        ## [1.1.0]

        - By hand.

        <!-- schemas since 1.0.0 -->
        ### Schemas

        #### Feature

        - acme/m0: M0Input: member 'wind' is new
        - acme/m1: M1Input: member 'seed' is new
        - acme/star: The model is new.
        <!-- end of schemas -->

        """;

    private async Task LockAsync()
    {
        var locked = JsonNode.Parse(await Owner.PushedAsync("schemas.lock.json"))!;
        var (models, names) = (locked["models"]!, locked["names"]!);
        foreach (var gone in new[] { "acme/m2", "acme/m3" })
        {
            Assert.Equal("warn", (string?)models[gone]!["retired"]!["stage"]);
            Assert.Equal("2.0.0", (string?)models[gone]!["retired"]!["version"]);
            Assert.Contains("\"stage\": \"warn\"", await Owner.PushedAsync($"schemas/{gone}/input.patch.json"), StringComparison.Ordinal);
        }

        Assert.NotNull(models["acme/moss"]);
        Assert.Null(models["acme/m4"]!["retired"]);
        Assert.Equal("Acme.M0", (string?)names["acme/m0"]);
        Assert.NotEqual("Acme.M0", (string?)names["acme/-m0"]);
    }
}
