namespace SchemaSdk.Tool.Tests.Night;

public sealed class UncommittedTests : NightTest
{
    public UncommittedTests(NightTemplate template)
        : base(template) => AddModel();

    [Fact]
    public async Task A_file_that_was_changed_after_the_check_is_named_and_kept()
    {
        await NightAsync("update");
        await NightAsync("check");
        string[] paths =
            ["CHANGELOG.md", "README.md", "schemas/acme/m0/input.patch.json", "schemas/acme/new/input.json", "schemas/notes.txt"];
        Array.ForEach(paths, path => Owner.Write(path, "Mine."));

        await RefusesAsync(
            2,
            $"These files were changed after the check: {string.Join(", ", paths)}. Commit or stash them, and start again",
            "push");
        Assert.All(paths, path => Assert.Equal("Mine.", Owner.Read(path)));
        Assert.Equal(["main"], Owner.Branches().Keys);
    }

    [Fact]
    public async Task An_update_that_is_refused_because_of_the_last_update_keeps_it()
    {
        await NightAsync("update");
        await NightAsync("check");

        await RefusesAsync(2, "There are uncommitted changes: ", "update");

        Assert.Contains("was pushed", await NightAsync("push"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_changed_during_the_push_is_kept()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        Owner.Programs.Pushing = () => Owner.Write("CHANGELOG.md", "Mine.");

        Assert.EndsWith(
            "Opened a pull request. The updated files stay in the checkout, because a file was changed during the push.\n",
            await NightAsync(),
            StringComparison.Ordinal);
        Assert.Equal("Mine.", Owner.Read("CHANGELOG.md"));
        Assert.NotEqual("Mine.\n", await Owner.PushedAsync("CHANGELOG.md"));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task The_index_of_the_user_is_never_changed()
    {
        await NightAsync("update");
        await Owner.GitAsync("add", "schemas");
        var index = await Owner.GitAsync("ls-files", "--stage");

        await NightAsync("check");

        Assert.Equal(index, await Owner.GitAsync("ls-files", "--stage"));
        await NightAsync("push");
        Assert.Equal(index, await Owner.GitAsync("ls-files", "--stage"));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_file_that_was_restored_by_hand_stays_restored()
    {
        await NightAsync("update");
        await NightAsync("check");
        await Owner.GitAsync("checkout", "--", "CHANGELOG.md");

        await NightAsync("push");

        Assert.Equal("", await Owner.GitAsync("status", "--porcelain"));
        Assert.Contains("acme/new: The model is new.", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schemas")]
    [InlineData("../shared")]
    public async Task A_folder_for_packages_that_contains_other_files_is_not_emptied(string packages)
    {
        await Owner.ConfigureAsync("\"check\"", $"\"packages\": \"{packages}\", \"check\"");
        await NightAsync("update");
        Owner.Write("../shared/notes.txt", "Mine.");

        await RefusesAsync(2, "Set \"packages\" in schemasdk.json to a folder for packages only", "check");
        Assert.True(File.Exists(Owner.PathOf("artifacts/schemas/base")));
        Assert.True(File.Exists(Owner.PathOf("schemas/acme/m0/input.json")));
        Assert.Equal("Mine.", Owner.Read("../shared/notes.txt"));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_committed_gitignore_file_in_the_folder_artifacts_is_kept()
    {
        Owner.Write(".gitignore", "bin/\n");
        Owner.Write("artifacts/.gitignore", "*.log\n");
        await Owner.CommitAsync("Ignore logs");
        Owner.Programs.Answer = call =>
        {
            if (call.Name == "pack")
            {
                File.WriteAllText(Path.Combine(call.Arguments[0], "Acme.nupkg"), "");
            }

            return "";
        };

        await NightAsync();

        Assert.Equal("*.log\n", Owner.Read("artifacts/.gitignore"));
        Assert.DoesNotContain("artifacts", await Owner.ChangedAsync(), StringComparison.Ordinal);
        Assert.Equal("", await Owner.GitAsync("status", "--porcelain"));
    }
}
