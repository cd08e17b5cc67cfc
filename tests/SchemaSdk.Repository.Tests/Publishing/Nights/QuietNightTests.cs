using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>Nights in which nothing may be pushed, or no more than what can be trusted.</summary>
public sealed class QuietNightTests : NightTest
{
    [Fact]
    public async Task ACatalogue_that_says_the_same_changes_nothing()
    {
        var night = (await Owner.NightAsync()).Succeeded();

        Assert.Contains("nothing to do: the schemas match the catalogue", night.Output, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_service_whose_secret_is_missing_is_skipped_with_a_word()
    {
        Owner.Set("RUNCOMFY_API_TOKEN", "");
        await AddModelAsync();

        var night = (await Owner.NightAsync()).Succeeded();

        Assert.Equal(".ci/schemas: skipped: RUNCOMFY_API_TOKEN is not set", night.Output.Trim());
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task ACatalogue_that_goes_down_halfway_changes_nothing()
    {
        // Imitates how the tool ends after its last retry. The real retries take minutes.
        Owner.Write(
            ".ci/settings",
            "prepare() { true; }\n"
            + "schemasdk() { rm -r schemas/acme/m1; echo half > schemas/acme/m2/input.json; echo new > schemas/new; return 3; }\n");
        await Owner.CommitAsync("Fail");

        await FailsAsync(3, "nothing was changed");
    }

    [Fact]
    public async Task A_service_that_refuses_the_secret_changes_nothing()
    {
        Owner.Set("RUNCOMFY_API_TOKEN", "an-old-secret");
        await AddModelAsync();

        await FailsAsync(3, "nothing was changed");
    }

    [Fact]
    public async Task ACatalogue_that_shrank_changes_nothing()
    {
        Catalogue["acme/m3"] = null;
        Catalogue["acme/m4"] = null;
        await AddModelAsync(isOpen: false);
        Catalogue["acme/m5"] = null;
        await Catalogue.OpenAsync();

        await FailsAsync(3, "shrank from 12 models to 10");
    }

    [Fact]
    public async Task A_hostile_id_is_left_out_and_told()
    {
        var models = Enumerable.Range(0, 12).Select(number => $"acme/m{number}").Append("../../../evil").Append("acme/good");
        await Catalogue.CloseAsync();
        await using var other = new OtherService(Catalogue.Port, OtherService.CatalogueOf(models));

        (await Owner.NightAsync()).Succeeded();

        Assert.Contains("schemas/acme/good/input.json", await ChangedAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", await ChangedAsync(), StringComparison.Ordinal);
        Assert.Contains("refused-id", Owner.Read("artifacts/schemas/pull-request.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_is_not_committed_stays()
    {
        Owner.Write("CHANGELOG.md", "Mine.");

        Assert.Equal(2, (await Owner.NightAsync()).ExitCode);
        Assert.Equal("Mine.", Owner.Read("CHANGELOG.md"));
    }

    [Fact]
    public async Task Before_the_first_version_nobody_is_told_of_changes()
    {
        await Owner.GitAsync("tag", "-d", "v1.0.0");
        await AddModelAsync();

        (await Owner.NightAsync()).Succeeded();

        Assert.Equal("schemas.lock.json\nschemas/acme/new/input.json", await ChangedAsync());
    }

    private async Task<string> ChangedAsync()
    {
        await Owner.GitAsync("fetch", "-q", "origin", "schemas/update");
        return (await Owner.GitAsync("diff", "--name-only", "main", "FETCH_HEAD")).ReplaceLineEndings("\n");
    }

    private async Task FailsAsync(int exit, string word)
    {
        var night = await Owner.NightAsync();

        Assert.True(night.ExitCode == exit, $"{night.ExitCode}: {night.Output}");
        Assert.Contains(word, night.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", night.Output.Replace("RUNCOMFY", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await NothingHappenedAsync();
    }
}
