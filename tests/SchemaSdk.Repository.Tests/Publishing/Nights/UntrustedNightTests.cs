namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>Runs nightly updates whose tool, tests or checkout are not as expected.</summary>
public sealed class UntrustedNightTests(NightTemplate template) : NightTest(template)
{
    [Fact]
    public Task A_tool_that_did_not_run_leaves_the_branch_unchanged() =>
        LeavesTheBranchAsync("schemasdk() { return 1; }", "schemasdk update exited with 1 and printed nothing");

    [Fact]
    [Trait("Size", "Full")]
    public Task A_tool_that_cannot_be_prepared_leaves_the_branch_unchanged() =>
        LeavesTheBranchAsync("prepare() { false; true; }", "schemasdk could not be prepared");

    [Fact]
    [Trait("Size", "Full")]
    public async Task The_tool_is_prepared_once_without_the_secret()
    {
        await SetAsync("prepare() { echo \"seen: ${RUNCOMFY_API_TOKEN-nothing}\"; }");

        Assert.Contains("seen: nothing", (await Owner.NightAsync("tool")).Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("seen:", (await Owner.NightAsync("update")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_failed_command_of_a_check_ends_it_and_nothing_is_pushed()
    {
        await SetAsync("check() { false; true; }");
        await AddModelAsync();

        var night = await Owner.NightAsync();

        Assert.Equal(1, night.ExitCode);
        Assert.Contains("the schemas do not build, or a test fails", night.Output, StringComparison.Ordinal);
        Assert.Equal(["main"], await Owner.BranchesAsync());
    }

    [Fact]
    public async Task A_file_that_is_added_during_the_night_is_kept()
    {
        await SetAsync("schemasdk() { echo Mine. > mine.txt; rm -r schemas/acme/m1; return 3; }");

        Assert.Equal(3, (await Owner.NightAsync()).ExitCode);
        Assert.Equal("Mine.", Owner.Read("mine.txt").Trim());
        Assert.Equal("?? mine.txt", await Owner.GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task Without_models_the_night_is_skipped()
    {
        await Owner.GitAsync("rm", "-q", "schemas.lock.json");
        await SetAsync("update_options=()");

        var night = (await Owner.NightAsync()).Succeeded();

        Assert.Equal(".ci/schemas: skipped: no model has been added yet; add one with 'schemasdk add'", night.Output.Trim());
    }

    [Fact]
    public async Task Without_a_git_repository_and_a_secret_the_night_is_skipped()
    {
        Directory.Move(Owner.PathOf(".git"), Owner.PathOf("../git"));
        Owner.Set("RUNCOMFY_API_TOKEN", "");

        var night = (await Owner.NightAsync("update")).Succeeded();

        Assert.Contains("skipped: RUNCOMFY_API_TOKEN is not set", night.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_needs_only_the_data_and_refuses_an_unreadable_patch()
    {
        const string Patch = "artifacts/schemas/change.patch";
        await AddModelAsync();
        (await Owner.NightAsync("update")).Succeeded();
        (await Owner.NightAsync("check")).Succeeded();
        await Owner.GitAsync("stash", "-qu");
        var patch = Owner.Read(Patch);
        foreach (var unreadable in (string[])["not a patch", ""])
        {
            Owner.Write(Patch, unreadable);

            Assert.Equal(1, (await Owner.NightAsync("push")).ExitCode);
            Assert.Equal(["main"], await Owner.BranchesAsync());
        }

        Owner.Write(Patch, patch);
        (await Owner.NightAsync("push")).Succeeded();

        Assert.Contains("prompt", await Owner.PushedAsync("schemas/acme/new/input.json"), StringComparison.Ordinal);
    }

    private async Task LeavesTheBranchAsync(string settings, string message)
    {
        await AddModelAsync();
        (await Owner.NightAsync()).Succeeded();
        var pushed = await Owner.GitAsync("ls-remote", "origin", "refs/heads/schemas/update");
        await SetAsync(settings);

        var night = await Owner.NightAsync();

        Assert.Equal(2, night.ExitCode);
        Assert.Contains(message, night.Output, StringComparison.Ordinal);
        Assert.Equal(pushed, await Owner.GitAsync("ls-remote", "origin", "refs/heads/schemas/update"));
        await Owner.IsUntouchedAsync();
    }
}
