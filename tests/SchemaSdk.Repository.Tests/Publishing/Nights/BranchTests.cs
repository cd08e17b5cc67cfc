namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>Checks what nightly runs do with their branch.</summary>
public sealed class BranchTests(NightTemplate template) : NightTest(template)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_second_run_in_a_night_pushes_nothing()
    {
        await AddModelAsync();
        (await Owner.NightAsync()).Succeeded();
        var pushed = await Owner.GitAsync("ls-remote", "origin");

        var again = (await Owner.NightAsync()).Succeeded();

        Assert.Contains("schemas/update already has these changes", again.Output, StringComparison.Ordinal);
        Assert.Equal(pushed, await Owner.GitAsync("ls-remote", "origin"));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task Yesterdays_branch_is_replaced_and_has_one_changelog_entry()
    {
        await AddModelAsync();
        (await Owner.NightAsync()).Succeeded();
        await AddModelAsync("acme/second");

        (await Owner.NightAsync()).Succeeded();

        Assert.Equal("1", await Owner.GitAsync("rev-list", "--count", "main..origin/schemas/update"));
        var changelog = await Owner.PushedAsync("CHANGELOG.md");
        Assert.Equal(2, changelog.Split("<!-- schemas since 1.0.0 -->").Length);
        Assert.Contains("acme/new: The model is new.", changelog, StringComparison.Ordinal);
        Assert.Contains("acme/second: The model is new.", changelog, StringComparison.Ordinal);
        await Owner.IsUntouchedAsync();
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_branch_with_the_commit_of_a_person_is_not_changed()
    {
        await AddModelAsync();
        (await Owner.NightAsync()).Succeeded();
        await Owner.GitAsync("fetch", "-q", "origin", "schemas/update");
        await Owner.GitAsync("checkout", "-q", "FETCH_HEAD");
        Owner.Write("schemas/acme/new/input.patch.json", "{}");
        await Owner.GitAsync("add", "-A");
        await Owner.GitAsync("commit", "-qm", "Say more");
        await Owner.GitAsync("push", "-q", "origin", "HEAD:schemas/update");
        await Owner.GitAsync("checkout", "-q", "main");
        var pushed = await Owner.GitAsync("ls-remote", "origin");
        await AddModelAsync("acme/second");

        var night = await Owner.NightAsync();

        Assert.Equal(1, night.ExitCode);
        Assert.Contains("schemas/update has commits by someone else", night.Output, StringComparison.Ordinal);
        Assert.Equal(pushed, await Owner.GitAsync("ls-remote", "origin"));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_branch_whose_changes_were_reverted_is_deleted()
    {
        await AddModelAsync();
        (await Owner.NightAsync()).Succeeded();
        Catalogue["acme/new"] = null;
        await Catalogue.OpenAsync();

        var night = (await Owner.NightAsync()).Succeeded();

        Assert.Contains("deleted schemas/update, which has no changes left", night.Output, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_change_of_other_files_is_not_pushed()
    {
        string[] paths = ["README.md", "schemas/build.targets", "schemas/acme/new/input.json.sh", ".github/workflows/evil.yml"];
        await AddModelAsync();
        (await Owner.NightAsync("update")).Succeeded();
        Array.ForEach(paths, path => Owner.Write(path, "evil"));
        (await Owner.NightAsync("check")).Succeeded();

        var push = await Owner.NightAsync("push");

        Assert.Equal(1, push.ExitCode);
        Assert.All(
            paths, path => Assert.Contains($"changed, and not part of the schemas: {path}\n", push.Output, StringComparison.Ordinal));
        Assert.Equal(["main"], await Owner.BranchesAsync());
    }

    [Fact]
    public async Task One_pull_request_is_made_and_the_next_night_updates_it()
    {
        Owner.Write(".gitignore", "artifacts/\ngh\ngh.log\nopen\n");
        await Owner.CommitAsync("Ignore");
        Owner.Write("gh", "#!/usr/bin/env bash\necho \"$*\" >> gh.log\nif [ \"$2\" = list ]; then cat open; fi\n");
        Owner.Write("open", "");
        (await Owner.RunAsync("bash", "-c", "chmod +x gh")).Succeeded();
        Owner.Set("PATH", Owner.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
        Owner.Set("GH_TOKEN", "a-secret-of-the-host");
        await AddModelAsync();
        var first = (await Owner.NightAsync()).Succeeded();
        Owner.Write("open", "7\n");

        (await Owner.NightAsync()).Succeeded();

        const string List = "pr list --head schemas/update --state open --json number --jq .[].number";
        const string Text = "--title Update schemas for 1.1.0 --body-file artifacts/schemas/pull-request.md";
        Assert.Equal(
            [List, $"pr create --head schemas/update {Text}", List, $"pr edit schemas/update {Text}"],
            Owner.Read("gh.log").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("a-secret", first.Output, StringComparison.Ordinal);
    }
}
