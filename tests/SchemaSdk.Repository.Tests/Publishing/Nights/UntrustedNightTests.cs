namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>Nights whose tool, tests or checkout are not what the scripts expect.</summary>
public sealed class UntrustedNightTests : NightTest
{
    [Fact]
    public Task ATool_that_never_ran_leaves_the_branch_as_it_is() =>
        LeavesTheBranchAsync("schemasdk() { return 1; }", "schemasdk update exited with 1 and printed nothing");

    [Fact]
    [Trait("Size", "Full")]
    public Task ATool_that_cannot_be_made_ready_leaves_the_branch_as_it_is() =>
        LeavesTheBranchAsync("prepare() { false; true; }", "schemasdk could not be prepared");

    [Fact]
    public async Task What_prepares_the_tool_sees_no_secret()
    {
        await SetAsync("prepare() { echo \"seen: ${RUNCOMFY_API_TOKEN-nothing}\"; }");

        Assert.Contains("seen: nothing", (await Owner.NightAsync()).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATool_that_is_ready_is_not_made_ready_again_beside_the_secret()
    {
        await SetAsync("prepare() { echo prepared; }");

        Assert.Contains("prepared", (await Owner.NightAsync("tool")).Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("prepared", (await Owner.NightAsync("update")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_command_of_a_check_that_fails_ends_it()
    {
        await SetAsync("check() { false; true; }");
        await AddModelAsync();

        var night = await Owner.NightAsync();

        Assert.Equal(1, night.ExitCode);
        Assert.Contains("the schemas do not build, or a test fails", night.Output, StringComparison.Ordinal);
        Assert.Equal(["main"], await Owner.BranchesAsync());
    }

    [Fact]
    public async Task AFile_that_git_is_told_to_overlook_stays()
    {
        await Owner.GitAsync("config", "status.showUntrackedFiles", "no");
        Owner.Write("mine.txt", "Mine.");

        Assert.Equal(2, (await Owner.NightAsync()).ExitCode);
        Assert.Equal("Mine.", Owner.Read("mine.txt"));
    }

    [Fact]
    public async Task AFile_that_came_during_the_night_stays()
    {
        await SetAsync("schemasdk() { echo Mine. > mine.txt; rm -r schemas/acme/m1; return 3; }");

        Assert.Equal(3, (await Owner.NightAsync()).ExitCode);
        Assert.Equal("Mine.", Owner.Read("mine.txt").Trim());
        Assert.Equal("?? mine.txt", await Owner.GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task Before_the_first_model_is_taken_a_night_is_skipped_with_a_word()
    {
        await Owner.GitAsync("rm", "-q", "schemas.lock.json");
        await SetAsync("update_options=()");

        var night = (await Owner.NightAsync()).Succeeded();

        Assert.Equal(".ci/schemas: skipped: no model has been added yet; add one with 'schemasdk add'", night.Output.Trim());
    }

    [Fact]
    public async Task A_folder_that_git_does_not_know_yet_is_skipped_where_the_secret_is_missing()
    {
        Directory.Move(Owner.PathOf(".git"), Owner.PathOf("../git"));
        Owner.Set("RUNCOMFY_API_TOKEN", "");

        var night = (await Owner.NightAsync("update")).Succeeded();

        Assert.Contains("skipped: RUNCOMFY_API_TOKEN is not set", night.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACheckout_that_has_the_data_alone_can_push_it()
    {
        await AddModelAsync();
        (await Owner.NightAsync("update")).Succeeded();
        (await Owner.NightAsync("check")).Succeeded();
        await Owner.GitAsync("stash", "-qu");

        (await Owner.NightAsync("push")).Succeeded();

        Assert.Contains("prompt", await Owner.PushedAsync("schemas/acme/new/input.json"), StringComparison.Ordinal);
    }

    [Fact]
    public Task Data_that_cannot_be_read_are_not_pushed() => IsNotPushedAsync("not a patch");

    [Fact]
    [Trait("Size", "Full")]
    public Task Nor_are_no_data_at_all() => IsNotPushedAsync("");

    private async Task IsNotPushedAsync(string patch)
    {
        await AddModelAsync();
        (await Owner.NightAsync("update")).Succeeded();
        (await Owner.NightAsync("check")).Succeeded();
        Owner.Write("artifacts/schemas/change.patch", patch);

        Assert.Equal(1, (await Owner.NightAsync("push")).ExitCode);
        Assert.Equal(["main"], await Owner.BranchesAsync());
    }

    private async Task LeavesTheBranchAsync(string settings, string word)
    {
        await AddModelAsync();
        (await Owner.NightAsync()).Succeeded();
        var pushed = await Owner.GitAsync("ls-remote", "origin", "refs/heads/schemas/update");
        await SetAsync(settings);

        var night = await Owner.NightAsync();

        Assert.Equal(2, night.ExitCode);
        Assert.Contains(word, night.Output, StringComparison.Ordinal);
        Assert.Equal(pushed, await Owner.GitAsync("ls-remote", "origin", "refs/heads/schemas/update"));
        await Owner.IsUntouchedAsync();
    }

    private async Task SetAsync(string settings)
    {
        Owner.Write(".ci/settings", Owner.Read(".ci/settings") + settings + "\n");
        await Owner.CommitAsync("Set");
    }
}
