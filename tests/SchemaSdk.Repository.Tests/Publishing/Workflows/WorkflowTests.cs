using YamlDotNet.RepresentationModel;

namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

/// <summary>Checks that workflows keep secrets away from the code of other people.</summary>
public sealed partial class WorkflowTests
{
    private const string Own = "./.github/actions/schemasdk";
    private const string WithoutIdentity = "unset ACTIONS_ID_TOKEN_REQUEST_TOKEN ACTIONS_ID_TOKEN_REQUEST_URL";

    public static TheoryData<string> Paths => [.. WorkflowFile.Paths];

    public static TheoryData<string> PathsAndActions => [.. WorkflowFile.Paths, .. WorkflowFile.Actions];

    [Theory]
    [MemberData(nameof(PathsAndActions))]
    public void Every_action_is_pinned_by_a_commit_with_its_version(string path)
    {
        var uses = new WorkflowFile(path).Text.Split('\n')
            .Where(line => line.Contains("uses:", StringComparison.Ordinal) && !line.Contains($"uses: {Own}", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(Pinned(), line));
    }

    [Fact]
    public void An_action_has_the_same_commit_everywhere()
    {
        var commits = WorkflowFile.Paths.Concat(WorkflowFile.Actions)
            .SelectMany(path => Pinned().Matches(new WorkflowFile(path).Text))
            .GroupBy(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.Equal(6, WorkflowFile.Paths.Count());
        Assert.All(commits, same => Assert.Single(same.Distinct()));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_workflow_can_only_read_and_its_jobs_have_timeouts(string path)
    {
        var workflow = new WorkflowFile(path);

        var permission = Assert.Single(workflow.Permissions);
        Assert.Equal(("contents", "read"), (permission.Key, permission.Value));
        Assert.All(workflow.Jobs.Values, job => Assert.NotNull(WorkflowFile.Find(job, "timeout-minutes")));
        Assert.DoesNotContain("pull_request_target", workflow.Triggers, StringComparison.Ordinal);
        Assert.DoesNotContain("workflow_run", workflow.Triggers, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_has_only_the_permissions_that_it_needs()
    {
        var jobs =
            from path in WorkflowFile.Paths
            from job in new WorkflowFile(path).Jobs
            let permissions = WorkflowFile.PermissionsOf(job.Value).Select(static one => $" {one.Key}:{one.Value}")
            select $"{path} {job.Key}{string.Concat(permissions.Order(StringComparer.Ordinal))}";

        Assert.Equal(
            [
                ".github/workflows/build.yml build",
                ".github/workflows/full.yml full",
                ".github/workflows/release.yml pack",
                ".github/workflows/release.yml publish attestations:write contents:write id-token:write",
                ".github/workflows/schemas.yml push contents:write pull-requests:write",
                ".github/workflows/schemas.yml update",
                ".github/workflows/site.yml build",
                ".github/workflows/site.yml publish id-token:write pages:write",
                "templates/solution/.github/workflows/build.yml build",
            ],
            jobs.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PathsAndActions))]
    public void No_expression_is_inserted_into_a_command(string path)
    {
        var file = new WorkflowFile(path);

        Assert.All(
            WorkflowFile.Actions.Contains(path) ? file.ActionSteps : file.Steps,
            step => Assert.DoesNotContain("${{", WorkflowFile.Find(step, "run") ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_checkout_leaves_no_token_behind(string path) => Assert.All(
        new WorkflowFile(path).Steps.Where(step => WorkflowFile.Find(step, "uses")?.StartsWith("actions/checkout@") == true),
        step => Assert.Equal("false", WorkflowFile.Find(step, "with", "persist-credentials")));

    [Fact]
    public void Only_steps_that_build_nothing_have_a_secret()
    {
        var holders = WorkflowFile.Paths
            .SelectMany(path => new WorkflowFile(path).Steps)
            .Where(step => ((YamlNode)step).AllNodes.Any(node => node is YamlScalarNode { Value: { } value } && Secret().IsMatch(value)))
            .Select(NameOf);

        Assert.Equal(
            [
                "[ -z \"$RUNCOMFY_API_TOKEN\" ] || dotnet schemasdk docs schemas --output site/models/runcomfy --prices",
                "actions/create-github-app-token",
                "dotnet schemasdk night update",
                "dotnet schemasdk release notes \"$GITHUB_REF_NAME\"",
                "dotnet schemasdk release publish \"$GITHUB_REF_NAME\"",
                "gh auth setup-git; dotnet schemasdk night push",
            ],
            holders.Order(StringComparer.Ordinal));
        Assert.All(
            WorkflowFile.Paths.SelectMany(static path => new WorkflowFile(path).TextsOutsideSteps),
            static text => Assert.DoesNotMatch(Secret(), text));
    }

    [Fact]
    public void Provenance_is_attested_only_in_a_public_repository()
    {
        var steps = new WorkflowFile(".github/workflows/release.yml").Steps;

        var attest = Assert.Single(steps, step => NameOf(step) == "actions/attest-build-provenance");
        Assert.Equal("${{ !github.event.repository.private }}", WorkflowFile.Find(attest, "if"));
    }

    [Fact]
    public void The_tool_is_made_before_a_secret_is_available()
    {
        foreach (var job in new[] { "schemas.yml", "release.yml" }
            .SelectMany(static name => new WorkflowFile($".github/workflows/{name}").Jobs.Values))
        {
            var steps = ((YamlSequenceNode)job["steps"]).Select(NameOf).Where(static name => name != TaggedCommitTests.Check).ToList();

            Assert.Equal(["actions/checkout", Own], steps.Take(2));
            Assert.Equal("0", WorkflowFile.Find(((YamlSequenceNode)job["steps"])[0], "with", "fetch-depth"));
        }

        Assert.All(WorkflowFile.Actions, static path => Assert.DoesNotMatch(Secret(), new WorkflowFile(path).Text));
        Assert.Equal(
            ["actions/setup-dotnet", $"{WithoutIdentity}; dotnet tool restore"],
            new WorkflowFile("templates/solution/.github/actions/schemasdk/action.yml").ActionSteps.Select(NameOf));
    }

    // A build runs the code of packages, so it must not have the variables with which a job with id-token can get its identity.
    [Fact]
    public void A_build_of_the_tool_cannot_ask_for_the_identity_of_the_job()
    {
        var runs = WorkflowFile.Actions.SelectMany(static path => new WorkflowFile(path).ActionSteps)
            .Select(static step => WorkflowFile.Find(step, "run")).OfType<string>().ToList();

        Assert.Equal(2, runs.Count);
        Assert.All(runs, static run => Assert.StartsWith($"{WithoutIdentity}\n", run, StringComparison.Ordinal));
        Assert.Equal(
            ["dotnet schemasdk release notes \"$GITHUB_REF_NAME\"", "dotnet schemasdk release publish \"$GITHUB_REF_NAME\""],
            WorkflowFile.Paths.SelectMany(static path => new WorkflowFile(path).Jobs.Values)
                .Where(static job => WorkflowFile.PermissionsOf(job).ContainsKey("id-token"))
                .SelectMany(static job => (YamlSequenceNode)job["steps"])
                .Where(static step => WorkflowFile.Find(step, "run") is not null)
                .Select(NameOf)
                .Where(static run => run != TaggedCommitTests.Check)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_job_that_pushes_has_its_own_checkout_and_runs_only_the_push()
    {
        var steps = ((YamlSequenceNode)new WorkflowFile(".github/workflows/schemas.yml").Jobs["push"]["steps"]).ToList();

        Assert.Equal(
            [
                "actions/checkout", Own, "actions/download-artifact", "actions/create-github-app-token",
                "gh auth setup-git; dotnet schemasdk night push",
            ],
            steps.Select(NameOf));
        Assert.Equal("artifacts/schemas", WorkflowFile.Find(steps[2], "with", "path"));
    }

    // "schemasdk new" and "dotnet new" take these files from .github/workflows, so the template folder must not contain copies.
    [Theory]
    [InlineData("schemas.yml")]
    [InlineData("release.yml")]
    public void A_new_folder_has_the_same_workflow_as_this_repository(string name)
    {
        var text = File.ReadAllText(SourceTree.PathOf($".github/workflows/{name}"));

        Assert.False(File.Exists(SourceTree.PathOf($"templates/solution/.github/workflows/{name}")));
        foreach (var project in new[] { "runtime/SchemaSdk.Tool/SchemaSdk.Tool.csproj", "templates/SchemaSdk.Templates.csproj" })
        {
            Assert.Contains($".github/workflows/{name}", File.ReadAllText(SourceTree.PathOf(project)), StringComparison.Ordinal);
        }

        Assert.True(text.Split('\n').Length < 60, $"{name} has {text.Split('\n').Length} lines.");
        Assert.DoesNotContain("SchemaSdk", text, StringComparison.Ordinal);
        Assert.DoesNotContain("runtime/", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_jobs_of_Windows_and_macOS_install_what_the_build_asks_for()
    {
        // GitHub's runner images contain these programs.
        string[] present = ["google-chrome", "googlechrome", "node", "nodejs"];
        var asked = Asked().Matches(File.ReadAllText(SourceTree.PathOf(".ci/run"))).Select(static match => match.Groups[1].Value).ToList();
        var build = new WorkflowFile(".github/workflows/build.yml").Text;

        Assert.NotEmpty(asked);
        Assert.All(asked.Except(present), name => Assert.Matches($@"(brew|choco) install .*\b{name}\b", build));
        Assert.Equal(2, build.Split("SCHEMASDK_POSTGRESQL=").Length - 1);
    }

    private static string NameOf(YamlNode step) =>
        WorkflowFile.Find(step, "run")?.Trim().ReplaceLineEndings("; ") ?? WorkflowFile.Find(step, "uses")!.Split('@')[0];

    [GeneratedRegex("(?:brew|choco) install (?:--cask )?([a-z-]+)")]
    private static partial Regex Asked();

    [GeneratedRegex(@"uses: ([A-Za-z0-9-]+/[a-z0-9-]+)@([0-9a-f]{40}) # v[0-9]+\.[0-9]+\.[0-9]+\r?$", RegexOptions.Multiline)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\bsecrets\b|\bgithub\W+token|steps\.app\.outputs")]
    private static partial Regex Secret();
}
