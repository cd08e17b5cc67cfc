namespace SchemaSdk.Tool.Tests.Night;

public sealed class BranchTests : NightTest
{
    private const string List = "gh pr list --head schemas/update --state open --limit 1000 --json number,isCrossRepository";

    private const string Text = "artifacts/schemas/pull-request.md";

    public BranchTests(NightTemplate template)
        : base(template) => AddModel();

    // Only the time in the lock file and the retirement date differ between the runs.
    [Fact]
    public async Task A_second_run_in_a_night_pushes_nothing_and_updates_the_pull_request()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        Catalogue.Remove("acme/m3");
        Owner.Programs.Answer = static call =>
            call.Arguments is ["pr", "list", ..] ? """[{"isCrossRepository":true,"number":6}]""" : "";
        Assert.Contains("schemas/update was pushed. Opened a pull request.", await NightAsync(), StringComparison.Ordinal);
        var (pushed, text) = (Owner.Branches(), Owner.Read(Text));
        Owner.Programs.Answer = static call =>
            call.Arguments is ["pr", "list", ..] ? """[{"isCrossRepository":false,"number":7}]""" : "";
        Time.Now += TimeSpan.FromDays(1);

        Assert.Contains(
            "schemas/update already has these changes. Updated pull request 7.", await NightAsync(), StringComparison.Ordinal);

        Assert.Equal(pushed, Owner.Branches());
        Assert.Contains("\"since\": ", await Owner.PushedAsync("schemas/acme/m3/input.patch.json"), StringComparison.Ordinal);
        Assert.Equal(
            [
                List, "gh pr create --head schemas/update --title Update schemas for 1.1.0 --body-file -",
                List, "gh pr edit 7 --title Update schemas for 1.1.0 --body-file -",
            ],
            Owner.Programs.Calls.Where(static call => call.StartsWith("gh", StringComparison.Ordinal)));
        Assert.Equal([text, Owner.Read(Text)], Owner.Programs.Inputs);
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_change_in_a_schema_that_looks_like_a_time_is_pushed()
    {
        foreach (var (output, patch) in ((string, string)[])[("1", "1"), ("2", "1"), ("2", "2")])
        {
            CheckWrites(
                ("schemas/acme/new/output.json", $$"""{ "examples": [{ "since": "{{output}}" }] }"""),
                ("schemas/acme/new/input.patch.json", $$"""{ "x-notes": { "taken": "{{patch}}" } }"""));

            Assert.Contains("schemas/update was pushed.", await NightAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Yesterdays_branch_is_replaced_unless_a_person_has_committed_to_it()
    {
        await NightAsync();
        AddModel("acme/second");

        await NightAsync();

        Assert.Equal("1", await Owner.GitAsync("rev-list", "--count", "main..origin/schemas/update"));
        var changelog = await Owner.PushedAsync("CHANGELOG.md");
        Assert.Equal(2, changelog.Split("<!-- schemas since 1.0.0 -->").Length);
        Assert.Contains("acme/new: The model is new.", changelog, StringComparison.Ordinal);
        Assert.Contains("acme/second: The model is new.", changelog, StringComparison.Ordinal);
        Assert.Equal("", await Owner.GitAsync("status", "--porcelain"));

        await Owner.GitAsync("checkout", "-q", "origin/schemas/update");
        Owner.Write("schemas/acme/new/input.patch.json", "{}");
        await Owner.GitAsync("add", "-A");
        await Owner.GitAsync("commit", "-qm", "Say more");
        await Owner.GitAsync("push", "-q", "origin", "HEAD:schemas/update");
        await Owner.GitAsync("checkout", "-q", "main");
        AddModel("acme/third");
        await NightAsync("update");
        await NightAsync("check");

        await RefusesAsync(1, "schemas/update has commits by someone else. If this checkout is out of date, update it and try", "push");
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_branch_that_changes_another_file_with_the_name_of_the_changelog_is_replaced()
    {
        const string Page = "docs/CHANGELOG.md";
        Owner.Write(Page, "\"since\": \"yesterday\"\n");
        await Owner.CommitAsync("Add a page");
        await NightAsync();
        await Owner.GitAsync("checkout", "-q", "origin/schemas/update");
        Owner.Write(Page, "\"since\": \"today\"\n");
        await Owner.GitAsync("-c", "user.email=schemas@users.noreply.github.com", "commit", "-qa", "--amend", "--no-edit");
        await Owner.GitAsync("push", "-qf", "origin", "HEAD:schemas/update");
        await Owner.GitAsync("checkout", "-q", "main");

        Assert.Contains("schemas/update was pushed.", await NightAsync(), StringComparison.Ordinal);
        Assert.Contains("yesterday", await Owner.PushedAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_in_a_subfolder_of_the_repository_changes_only_that_subfolder()
    {
        Directory.CreateDirectory(Owner.PathOf("sdk"));
        await Owner.GitAsync("mv", "schemas", "schemas.lock.json", "schemasdk.json", "CHANGELOG.md", "Version.props", "sdk/");
        await Owner.CommitAsync("Move");
        await Owner.GitAsync("tag", "-f", "v1.0.0");
        Tool.Below = "clone/sdk";

        await NightAsync();

        Assert.Equal(
            "sdk/CHANGELOG.md\nsdk/Version.props\nsdk/schemas.lock.json\nsdk/schemas/acme/new/input.json", await Owner.ChangedAsync());
        await Owner.GitAsync("push", "-q", "origin", ":schemas/update");
        CheckWrites(("schemas/acme/new/input.json", "{}"));
        await NightAsync("update");
        await NightAsync("check");
        await RefusesAsync(1, "schemas/acme/new/input.json is not part of the schemas", "push");
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task Several_folders_have_one_branch_and_one_version()
    {
        await Owner.ConfigureAsync(
            """{ "schemas": { "all": true } }""",
            """{ "schemas": { "all": true, "include": ["acme/*"] }, "films": { "all": true, "include": ["films/*"] } }""");
        AddModel("films/first");

        await NightAsync();

        Assert.Equal(
            "CHANGELOG.md\nVersion.props\nfilms.lock.json\nfilms/films/first/input.json\nfilms/output.json\nschemas.lock.json\n"
            + "schemas/acme/new/input.json",
            await Owner.ChangedAsync());
        Assert.Equal(VersionOf("1.1.0"), await Owner.PushedAsync("Version.props"));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_failure_of_gh_is_reported()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        const string Other = "gh pr list did not return a list of pull requests.";
        string[] steps = [];
        foreach (var (answer, message) in
            ((string?, string)[])[("<html>", Other), ("""[{"number":6}]""", Other), (null, "gh pr list failed: ")])
        {
            Owner.Programs.Answer = call => call.Name == "gh" ? answer : "";

            await FailsAsync(3, message, ["night", .. steps]);
            Assert.Equal("", await Owner.GitAsync("status", "--porcelain"));
            steps = ["push"];
        }
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_branch_is_kept_if_its_model_has_an_error_in_the_catalogue()
    {
        await NightAsync();
        var pushed = Owner.Branches();
        Catalogue["acme/new"] = "{}";

        Assert.Contains(
            "Skipped, because every model that differs from the catalogue has errors. The branch schemas/update is kept until the errors "
            + "are resolved.",
            await NightAsync(),
            StringComparison.Ordinal);
        Assert.Contains("error unusable: The schema of acme/new", Tool.Output, StringComparison.Ordinal);
        Assert.Equal("The update was skipped, so nothing was pushed.\n", await NightAsync("push"));
        Assert.Equal(pushed, Owner.Branches());
    }

    [Fact]
    public async Task A_branch_is_deleted_if_the_catalogue_has_only_a_refused_id_left()
    {
        await NightAsync();
        Catalogue.Remove("acme/new");
        Catalogue["acme/.."] = "{}";

        Assert.Contains("Nothing to do: the schemas match the catalogue.", await NightAsync(), StringComparison.Ordinal);
        Assert.Contains("error refused-id: ", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("Deleted the branch schemas/update, because the update has no changes.", Tool.Output, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_folder_with_the_name_of_the_last_tag_is_not_taken_for_it()
    {
        Owner.Write("v1.0.0/notes.txt", "Mine.");
        await Owner.CommitAsync("Add notes");

        await NightAsync();

        Assert.DoesNotContain("acme/m1", await Owner.PushedAsync("CHANGELOG.md"), StringComparison.Ordinal);
        Assert.Contains("## Schemas: v1.0.0 to schemas", Owner.Read(Text), StringComparison.Ordinal);
    }
}
