using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>Checks that only trusted schemas are pushed.</summary>
public sealed class QuietNightTests(NightTemplate template) : NightTest(template)
{
    [Fact]
    public async Task An_unchanged_catalogue_changes_nothing()
    {
        var night = (await Owner.NightAsync()).Succeeded();

        Assert.Contains("nothing to do: the schemas match the catalogue", night.Output, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Without_the_secret_the_night_is_skipped()
    {
        Owner.Set("RUNCOMFY_API_TOKEN", "");
        await AddModelAsync();

        var night = (await Owner.NightAsync()).Succeeded();

        Assert.Equal(".ci/schemas: skipped: RUNCOMFY_API_TOKEN is not set", night.Output.Trim());
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_catalogue_that_fails_halfway_changes_nothing()
    {
        // Imitates how the tool ends after its last retry, because real retries take minutes.
        await SetAsync("schemasdk() { rm -r schemas/acme/m1; echo half > schemas/acme/m2/input.json; echo new > schemas/new; return 3; }");

        await FailsAsync(3, "nothing was changed");
    }

    [Fact]
    public async Task A_refused_secret_changes_nothing()
    {
        Owner.Set("RUNCOMFY_API_TOKEN", "an-old-secret");
        await AddModelAsync();

        await FailsAsync(3, "nothing was changed");
    }

    [Fact]
    public async Task A_catalogue_that_shrank_changes_nothing()
    {
        foreach (var number in (int[])[3, 4, 5])
        {
            Catalogue[$"acme/m{number}"] = null;
        }

        await AddModelAsync();

        await FailsAsync(3, "shrank from 12 models to 10");
    }

    [Fact]
    public async Task A_hostile_id_is_left_out_and_reported()
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
    public async Task Uncommitted_work_is_kept_even_if_git_is_told_to_ignore_it()
    {
        Owner.Write("CHANGELOG.md", "Mine.");

        Assert.Equal(2, (await Owner.NightAsync()).ExitCode);
        Assert.Equal("Mine.", Owner.Read("CHANGELOG.md"));

        await Owner.GitAsync("checkout", "-q", "CHANGELOG.md");
        await Owner.GitAsync("config", "status.showUntrackedFiles", "no");
        Owner.Write("mine.txt", "Mine.");

        Assert.Equal(2, (await Owner.NightAsync()).ExitCode);
        Assert.Equal("Mine.", Owner.Read("mine.txt"));
    }

    [Fact]
    public async Task Before_the_first_version_there_is_no_changelog_entry()
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

    private async Task FailsAsync(int exit, string message)
    {
        var night = await Owner.NightAsync();

        Assert.True(night.ExitCode == exit, $"{night.ExitCode}: {night.Output}");
        Assert.Contains(message, night.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", night.Output.Replace("RUNCOMFY", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await NothingHappenedAsync();
    }
}
