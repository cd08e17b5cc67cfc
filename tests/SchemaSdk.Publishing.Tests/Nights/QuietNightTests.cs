using SchemaSdk.Publishing.Tests.Surroundings;

namespace SchemaSdk.Publishing.Tests.Nights;

/// <summary>Nights in which nothing may be pushed, or no more than before. Nothing is built.</summary>
public sealed class QuietNightTests : IAsyncLifetime
{
    private const string NoBuilds = "check() { true; }\npack() { true; }";

    private readonly EmulatedCatalogue _catalogue = new();
    private OwnersRepository _owner = null!;

    public async Task InitializeAsync()
    {
        foreach (var number in Enumerable.Range(0, 12))
        {
            _catalogue[$"acme/m{number}"] = EmulatedCatalogue.SchemaWith("prompt");
        }

        await _catalogue.OpenAsync();
        _owner = await OwnersRepository.MakeAsync(_catalogue, NoBuilds);
        await _owner.GitAsync("tag", "v1.0.0");
    }

    public async Task DisposeAsync()
    {
        _owner.Dispose();
        await _catalogue.DisposeAsync();
    }

    [Fact]
    public async Task A_catalogue_that_says_the_same_changes_nothing()
    {
        var night = (await _owner.NightAsync()).Succeeded();

        Assert.Contains("nothing to do: the schemas are what the catalogue says", night.Output, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_service_whose_secret_is_missing_is_skipped_with_a_word()
    {
        _owner.Set("RUNCOMFY_API_TOKEN", "");
        await AddModelAsync();

        var night = (await _owner.NightAsync()).Succeeded();

        Assert.Equal(".ci/schemas: skipped: there is no RUNCOMFY_API_TOKEN", night.Output.Trim());
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_catalogue_that_goes_down_halfway_changes_nothing()
    {
        // As the tool ends after its last try, which takes minutes.
        _owner.Write(
            ".ci/settings", "schemasdk() { rm -r schemas/acme/m1; echo half > schemas/acme/m2/input.json; echo new > new; return 3; }\n");
        await _owner.CommitAsync("Fail");

        await FailsAsync(3, "nothing was changed");
    }

    [Fact]
    public async Task A_service_that_refuses_the_secret_changes_nothing()
    {
        _owner.Set("RUNCOMFY_API_TOKEN", "an-old-secret");
        await AddModelAsync();

        await FailsAsync(3, "nothing was changed");
    }

    [Fact]
    public async Task A_catalogue_that_shrank_changes_nothing()
    {
        _catalogue["acme/m3"] = null;
        _catalogue["acme/m4"] = null;
        await AddModelAsync(isOpen: false);
        _catalogue["acme/m5"] = null;
        await _catalogue.OpenAsync();

        await FailsAsync(3, "shrank from 12 models to 10");
    }

    [Fact]
    public async Task A_hostile_id_is_left_out_and_told()
    {
        var models = Enumerable.Range(0, 12).Select(number => $"acme/m{number}").Append("../../../evil").Append("acme/good");
        await _catalogue.CloseAsync();
        await using var other = new OtherService(_catalogue.Port, OtherService.CatalogueOf(models));

        (await _owner.NightAsync()).Succeeded();

        Assert.Contains("schemas/acme/good/input.json", await ChangedAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", await ChangedAsync(), StringComparison.Ordinal);
        Assert.Contains("refused-id", _owner.Read("artifacts/schemas/pull-request.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_of_a_night_pushes_nothing_new()
    {
        await AddModelAsync();
        (await _owner.NightAsync()).Succeeded();
        var pushed = await _owner.GitAsync("ls-remote", "origin");

        var again = (await _owner.NightAsync()).Succeeded();

        Assert.Contains("schemas/update has this already", again.Output, StringComparison.Ordinal);
        Assert.Equal(pushed, await _owner.GitAsync("ls-remote", "origin"));
    }

    [Fact]
    public async Task The_branch_of_yesterday_is_replaced_and_told_in_one_entry()
    {
        await AddModelAsync();
        (await _owner.NightAsync()).Succeeded();
        _catalogue["acme/second"] = EmulatedCatalogue.SchemaWith("prompt");
        await _catalogue.OpenAsync();

        (await _owner.NightAsync()).Succeeded();

        Assert.Equal("1", await _owner.GitAsync("rev-list", "--count", "main..origin/schemas/update"));
        var changelog = await _owner.PushedAsync("CHANGELOG.md");
        Assert.Equal(2, changelog.Split("<!-- schemas since 1.0.0 -->").Length);
        Assert.Contains("acme/new: The model is new.", changelog, StringComparison.Ordinal);
        Assert.Contains("acme/second: The model is new.", changelog, StringComparison.Ordinal);
        await _owner.IsUntouchedAsync();
    }

    [Fact]
    public async Task A_branch_that_a_person_edited_stays_as_it_is()
    {
        await AddModelAsync();
        (await _owner.NightAsync()).Succeeded();
        await _owner.GitAsync("fetch", "-q", "origin", "schemas/update");
        await _owner.GitAsync("checkout", "-q", "FETCH_HEAD");
        _owner.Write("schemas/acme/new/input.patch.json", "{}");
        await _owner.GitAsync("add", "-A");
        await _owner.GitAsync("commit", "-qm", "Say more");
        await _owner.GitAsync("push", "-q", "origin", "HEAD:schemas/update");
        await _owner.GitAsync("checkout", "-q", "main");
        var pushed = await _owner.GitAsync("ls-remote", "origin");
        _catalogue["acme/second"] = EmulatedCatalogue.SchemaWith("prompt");
        await _catalogue.OpenAsync();

        var night = await _owner.NightAsync();

        Assert.Equal(1, night.ExitCode);
        Assert.Contains("somebody else committed to schemas/update", night.Output, StringComparison.Ordinal);
        Assert.Equal(pushed, await _owner.GitAsync("ls-remote", "origin"));
    }

    [Fact]
    public async Task A_branch_whose_changes_were_taken_back_is_deleted()
    {
        await AddModelAsync();
        (await _owner.NightAsync()).Succeeded();
        _catalogue["acme/new"] = null;
        await _catalogue.OpenAsync();

        var night = (await _owner.NightAsync()).Succeeded();

        Assert.Contains("deleted schemas/update: there is nothing left in it", night.Output, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_change_of_anything_but_schemas_is_not_pushed()
    {
        string[] paths = ["README.md", "schemas/build.targets", "schemas/acme/new/input.json.sh", ".github/workflows/evil.yml"];
        await AddModelAsync();
        (await _owner.NightAsync("update")).Succeeded();
        (await _owner.NightAsync("check")).Succeeded();
        Array.ForEach(paths, path => _owner.Write(path, "evil"));

        var push = await _owner.NightAsync("push");

        Assert.Equal(1, push.ExitCode);
        Assert.All(
            paths, path => Assert.Contains($"changed, and not part of the schemas: {path}\n", push.Output, StringComparison.Ordinal));
        Assert.Equal(["main"], await _owner.BranchesAsync());
    }

    [Fact]
    public async Task The_host_gets_one_pull_request_which_the_next_night_changes()
    {
        _owner.Write(".gitignore", "artifacts/\ngh\ngh.log\nopen\n");
        await _owner.CommitAsync("Ignore");
        _owner.Write("gh", "#!/usr/bin/env bash\necho \"$*\" >> gh.log\nif [ \"$2\" = list ]; then cat open; fi\n");
        _owner.Write("open", "");
        (await _owner.RunAsync("bash", "-c", "chmod +x gh")).Succeeded();
        _owner.Set("PATH", _owner.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
        _owner.Set("GH_TOKEN", "a-secret-of-the-host");
        await AddModelAsync();
        var first = (await _owner.NightAsync()).Succeeded();
        _owner.Write("open", "7\n");

        (await _owner.NightAsync()).Succeeded();

        const string List = "pr list --head schemas/update --state open --json number --jq .[].number";
        const string Text = "--title Update schemas for 1.1.0 --body-file artifacts/schemas/pull-request.md";
        Assert.Equal(
            [List, $"pr create --head schemas/update {Text}", List, $"pr edit schemas/update {Text}"],
            _owner.Read("gh.log").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("a-secret", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemas_that_do_not_build_are_not_pushed()
    {
        _owner.Write(".ci/settings", _owner.Read(".ci/settings") + "check() { false; }\n");
        await _owner.CommitAsync("Fail");
        await AddModelAsync();

        var night = await _owner.NightAsync();

        Assert.Equal(1, night.ExitCode);
        Assert.Contains("the schemas do not build, or a test fails; nothing is pushed", night.Output, StringComparison.Ordinal);
        Assert.Equal(["main"], await _owner.BranchesAsync());
    }

    [Fact]
    public async Task Work_that_is_not_committed_stays()
    {
        _owner.Write("CHANGELOG.md", "Mine.");

        Assert.Equal(2, (await _owner.NightAsync()).ExitCode);
        Assert.Equal("Mine.", _owner.Read("CHANGELOG.md"));
    }

    [Fact]
    public async Task Before_the_first_version_nobody_is_told_of_changes()
    {
        await _owner.GitAsync("tag", "-d", "v1.0.0");
        await AddModelAsync();

        (await _owner.NightAsync()).Succeeded();

        Assert.Equal("schemas.lock.json\nschemas/acme/new/input.json", await ChangedAsync());
    }

    private async Task AddModelAsync(bool isOpen = true)
    {
        _catalogue["acme/new"] = EmulatedCatalogue.SchemaWith("prompt");
        if (isOpen)
        {
            await _catalogue.OpenAsync();
        }
    }

    private async Task<string> ChangedAsync()
    {
        await _owner.GitAsync("fetch", "-q", "origin", "schemas/update");
        return (await _owner.GitAsync("diff", "--name-only", "main", "FETCH_HEAD")).ReplaceLineEndings("\n");
    }

    private async Task FailsAsync(int exit, string word)
    {
        var night = await _owner.NightAsync();

        Assert.True(night.ExitCode == exit, $"{night.ExitCode}: {night.Output}");
        Assert.Contains(word, night.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", night.Output.Replace("RUNCOMFY", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    private async Task NothingHappenedAsync()
    {
        Assert.Equal(["main"], await _owner.BranchesAsync());
        await _owner.IsUntouchedAsync();
    }
}
