using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Tests.Night;

/// <summary>Tests nightly updates that change nothing. Each must print the reason.</summary>
public sealed class QuietNightTests(NightTemplate template) : NightTest(template)
{
    [Fact]
    public async Task An_unchanged_catalogue_changes_nothing()
    {
        Assert.Equal("Nothing to do: the schemas match the catalogue. Nothing to check. Nothing to push.\n", await NightAsync());
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Without_a_token_the_night_is_skipped_even_outside_a_repository()
    {
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "");
        Directory.Delete(Owner.PathOf(".git"), recursive: true);

        Assert.Equal("Skipped: RUNCOMFY_API_TOKEN is not set.\n", await NightAsync());
        Assert.Equal("The update was skipped, so nothing was pushed.\n", await NightAsync("push"));
    }

    [Fact]
    public async Task A_token_that_only_some_of_the_services_lack_was_forgotten()
    {
        await Owner.ConfigureAsync("\"all\": true }", "\"all\": true }, \"more\": { \"service\": \"Replicate\", \"all\": true }");

        await RefusesAsync(2, "REPLICATE_API_TOKEN is not set, but RUNCOMFY_API_TOKEN is. Set both");
    }

    [Fact]
    public async Task An_accepted_size_of_the_catalogue_is_recorded_even_if_no_schema_changed()
    {
        Owner.Write("schemas.lock.json", Regex.Replace(
            Owner.Read("schemas.lock.json"), @"""catalogs"": *\{[^}]*\}", "\"catalogs\": { \"https://models.example/\": 20 }"));
        await Owner.CommitAsync("Record a larger catalogue");
        await RefusesAsync(3, "shrank by more than a tenth, from 20 to 12 models");

        Assert.Contains("was pushed", await NightAsync("--accept-shrink"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_size_of_a_catalogue_is_recorded_once_even_if_no_schema_changed()
    {
        await Owner.ConfigureAsync("{ \"all\": true }", "{}");
        Owner.Write("schemas.lock.json", Regex.Replace(
            Owner.Read("schemas.lock.json"), @"""catalogs"": *\{[^}]*\}", "\"catalogs\": {}"));
        await Owner.CommitAsync("Add the models by their ids");

        Assert.Contains("was pushed", await NightAsync(), StringComparison.Ordinal);
        Assert.Contains("\"https://models.example/\": 12", await Owner.PushedAsync("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_retirement_of_a_model_that_was_marked_by_hand_is_recorded_even_if_no_schema_changed()
    {
        Owner.Write("schemas/acme/m3/input.patch.json", """{ "x-retired": { "since": "2026-11-01", "stage": "warn" } }""");
        await Owner.CommitAsync("Mark a model as retired");
        await Owner.GitAsync("tag", "v1.1.0");
        Catalogue.Remove("acme/m3");

        Assert.Contains("was pushed", await NightAsync(), StringComparison.Ordinal);
        Assert.Equal("schemas.lock.json", await Owner.ChangedAsync());
        Assert.Contains("\"stage\":\"warn\"", await Owner.PushedAsync("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_return_of_a_model_whose_mark_was_removed_by_hand_is_recorded_even_if_no_schema_changed()
    {
        Owner.Write("schemas.lock.json", Regex.Replace(
            Owner.Read("schemas.lock.json"),
            "(\"acme/m3\": \\{\"taken\".*)\\}",
            "$1,\"retired\":{\"since\":\"2026-11-01\",\"stage\":\"warn\",\"version\":\"1.0.0\"}}"));
        await Owner.CommitAsync("Remove the mark of a retired model");
        Assert.Contains("\"retired\"", Owner.Read("schemas.lock.json"), StringComparison.Ordinal);

        Assert.Contains("was pushed", await NightAsync(), StringComparison.Ordinal);
        Assert.Equal("schemas.lock.json", await Owner.ChangedAsync());
        Assert.DoesNotContain("\"retired\"", await Owner.PushedAsync("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "version": 1, "catalogs": {}, "models": {}, "names": { "own/bell": "Own.Bell" } }""")]
    public async Task Without_models_from_a_catalogue_the_night_is_skipped(string? locked)
    {
        Owner.Write("schemasdk.json", "{}");
        Owner.Restore("schemas.lock.json", locked);

        Assert.Equal("Skipped: no model has been added yet; add one with 'schemasdk add'.\n", await NightAsync());
    }

    [Fact]
    public async Task A_catalogue_that_shrank_changes_nothing_unless_that_is_accepted()
    {
        Catalogue.Remove("acme/m3");
        Catalogue.Remove("acme/m4");

        await RefusesAsync(3, "The catalogue of https://models.example/ shrank by more than a tenth, from 12 to 10 models");
        Assert.Contains("use --accept-shrink", Tool.Error, StringComparison.Ordinal);
        await NothingHappenedAsync();

        Assert.Contains("was pushed", await NightAsync("--accept-shrink"), StringComparison.Ordinal);
        Assert.Contains("\"stage\": \"warn\"", await Owner.PushedAsync("schemas/acme/m3/input.patch.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uncommitted_work_is_kept_even_if_git_is_told_to_ignore_it()
    {
        await Owner.GitAsync("config", "status.showUntrackedFiles", "no");
        Owner.Write("mine.txt", "Mine.");
        Owner.Write("schemas/acme/m0/input.json", "{}");
        AddModel();

        await RefusesAsync(2, "There are uncommitted changes: schemas/acme/m0/input.json, mine.txt. Commit or stash them first.");
    }

    [Fact]
    public async Task A_night_that_fails_halfway_leaves_the_checkout_as_it_was()
    {
        // The update writes the changelog after the schemas, so this error ends the update after files have changed.
        Owner.Write("CHANGELOG.md", "# Changelog\n\n<!-- schemas since 1.0.0 -->\n");
        await Owner.CommitAsync("Break the changelog");
        AddModel();

        await RefusesAsync(2, "has '<!-- schemas since 1.0.0 -->' on line 3, but no '<!-- end of schemas -->' after it");
        await NothingHappenedAsync();
    }

    [Theory]
    [InlineData("\"schemas\"", "\"../schemas\"", ", but its path is '../schemas.lock.json'.")]
    [InlineData("\"check\"", "\"changelog\": \"../CHANGELOG.md\", \"check\"", ", but its path is '../CHANGELOG.md'.")]
    public async Task A_file_that_git_does_not_see_in_the_folder_of_the_settings_is_refused(string part, string instead, string message)
    {
        await Owner.ConfigureAsync(part, instead);
        AddModel();

        await RefusesAsync(2, message);
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task The_settings_may_write_a_path_with_a_dot()
    {
        await Owner.ConfigureAsync(
            "\"check\"", "\"changelog\": \"./CHANGELOG.md\", \"versionFile\": \"./Version.props\", \"check\"");
        AddModel();

        await NightAsync();

        Assert.Equal(VersionOf("1.1.0"), await Owner.PushedAsync("Version.props"));
        Assert.Contains("acme/new: The model is new.", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_that_the_user_makes_during_the_update_stays_on_the_branch(bool fails)
    {
        if (fails)
        {
            Catalogue.Remove("acme/m3");
            Catalogue.Remove("acme/m4");
        }

        Catalogue.BeforeAnswer = async _ =>
        {
            Catalogue.BeforeAnswer = null;
            Owner.Write("README.md", "Mine.");
            await Owner.GitAsync("add", "README.md");
            await Owner.GitAsync("commit", "-qm", "Mine");
        };

        Assert.Equal(fails ? 3 : 0, await RunAsync("night", "update"));
        Assert.Equal("Mine", await Owner.GitAsync("log", "-1", "--format=%s"));
        Assert.Equal("", await Owner.GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task A_shallow_clone_without_the_last_release_is_refused()
    {
        await Owner.GitAsync("commit", "-q", "--allow-empty", "-m", "Later");
        Owner.Write(".git/shallow", await Owner.GitAsync("rev-parse", "HEAD") + "\n");
        AddModel();

        await RefusesAsync(2, "is a shallow clone, in which the last release cannot be found. Run 'git fetch --unshallow --tags'");
        await NothingHappenedAsync();
    }
}
