namespace SchemaSdk.Tool.Tests.Night;

/// <summary>Tests nights that have no older schemas to compare with.</summary>
public sealed class FirstNightTests(NightTemplate template) : NightTest(template)
{
    [Fact]
    public async Task The_first_night_of_an_empty_repository_takes_the_whole_catalogue()
    {
        await EmptyAsync();
        await Owner.GitAsync("tag", "-d", "v1.0.0");

        await NightAsync();

        Assert.Contains("schemas/acme/m11/input.json", await Owner.ChangedAsync(), StringComparison.Ordinal);
        Assert.Contains("12 feature", Owner.Read("artifacts/schemas/pull-request.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("Version.props", await Owner.ChangedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_models_are_new_since_a_release_without_schemas()
    {
        await EmptyAsync();
        await Owner.GitAsync("tag", "-f", "v1.0.0");

        await NightAsync();

        Assert.Equal(VersionOf("1.1.0"), await Owner.PushedAsync("Version.props"));
        Assert.Contains("acme/m11: The model is new.", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_catalogue_without_a_wanted_model_changes_nothing(bool isReleased)
    {
        Owner.Write("schemasdk.json", Owner.Read("schemasdk.json").Replace(
            "\"all\": true", "\"all\": true, \"include\": [\"films/*\"]", StringComparison.Ordinal));
        await EmptyAsync();
        await Owner.GitAsync(isReleased ? ["tag", "-f", "v1.0.0"] : ["tag", "-d", "v1.0.0"]);

        Assert.Equal("Nothing to do: the schemas match the catalogue. Nothing to check. Nothing to push.\n", await NightAsync());
        await NothingHappenedAsync();
    }

    private async Task EmptyAsync()
    {
        Directory.Delete(Owner.PathOf("schemas"), recursive: true);
        File.Delete(Owner.PathOf("schemas.lock.json"));
        await Owner.CommitAsync("Empty");
    }
}
