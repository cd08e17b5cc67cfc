using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

/// <summary>Checks that workflows keep secrets away from the code of other people.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Paths => [.. WorkflowFile.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_action_is_pinned_by_a_commit_with_its_version(string path)
    {
        var uses = new WorkflowFile(path).Text.Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(Pinned(), line));
    }

    [Fact]
    public void An_action_has_the_same_commit_everywhere()
    {
        var commits = WorkflowFile.Paths
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

    [Theory]
    [InlineData("build.yml", "build", "")]
    [InlineData("schemas.yml", "update", "")]
    [InlineData("schemas.yml", "push", "contents pull-requests")]
    [InlineData("release.yml", "pack", "")]
    [InlineData("release.yml", "publish", "attestations contents id-token")]
    [InlineData("full.yml", "full", "")]
    [InlineData("site.yml", "build", "")]
    [InlineData("site.yml", "publish", "id-token pages")]
    public void A_job_has_only_the_permissions_that_it_needs(string name, string job, string written)
    {
        var permissions = WorkflowFile.PermissionsOf(new WorkflowFile($".github/workflows/{name}").Jobs[job]);

        Assert.All(permissions.Values, value => Assert.Equal("write", value));
        Assert.Equal(written, string.Join(' ', permissions.Keys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void No_expression_is_inserted_into_a_command(string path) => Assert.All(
        new WorkflowFile(path).Steps.Select(step => WorkflowFile.Find(step, "run")).OfType<string>(),
        run => Assert.DoesNotContain("${{", run, StringComparison.Ordinal));

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
            .Select(step => WorkflowFile.Find(step, "run")!.Trim().ReplaceLineEndings("; "));

        Assert.Equal(
            [
                "bash .ci/release notes \"$GITHUB_REF_NAME\"",
                "bash .ci/release publish \"$GITHUB_REF_NAME\"",
                "bash .ci/schemas update",
                "gh auth setup-git; bash .ci/schemas push",
            ],
            holders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(".ci/schemas")]
    [InlineData(".ci/settings")]
    public void The_tool_is_prepared_before_the_secret_is_available(string settings)
    {
        var text = File.ReadAllText(SourceTree.PathOf(settings)).ReplaceLineEndings("\n");
        var runs = new WorkflowFile(".github/workflows/schemas.yml").Steps.Select(step => WorkflowFile.Find(step, "run")).ToList();

        Assert.Matches(@"(?m)^prepare\(\) \{ dotnet (build|tool restore)", text);
        var tool = Assert.Single(ToolFunction().Matches(text)).Groups[1].Value;
        Assert.DoesNotMatch("^(build|msbuild|restore|tool|run|test|pack|publish) ", tool);
        Assert.Equal(runs.IndexOf("bash .ci/schemas update") - 1, runs.IndexOf("bash .ci/schemas tool"));
    }

    [Fact]
    public void The_job_that_pushes_has_its_own_checkout_and_runs_only_the_push()
    {
        var steps = ((YamlSequenceNode)new WorkflowFile(".github/workflows/schemas.yml").Jobs["push"]["steps"]).ToList();

        Assert.Equal(
            ["actions/checkout", "actions/download-artifact", "gh auth setup-git; bash .ci/schemas push"],
            steps.Select(step =>
                WorkflowFile.Find(step, "run")?.Trim().ReplaceLineEndings("; ") ?? WorkflowFile.Find(step, "uses")!.Split('@')[0]));
        Assert.Equal("artifacts/schemas", WorkflowFile.Find(steps[1], "with", "path"));
    }

    [Theory]
    [InlineData(".github/workflows/schemas.yml")]
    [InlineData(".github/workflows/release.yml")]
    [InlineData(".ci/schemas")]
    [InlineData(".ci/release")]
    public void Files_that_owners_copy_contain_no_name_of_this_repository(string path)
    {
        var text = File.ReadAllText(SourceTree.PathOf(path));

        Assert.DoesNotContain("SchemaSdk", text, StringComparison.Ordinal);
        Assert.DoesNotContain("kling", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("runtime/", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"uses: ([a-z0-9-]+/[a-z0-9-]+)@([0-9a-f]{40}) # v[0-9]+\.[0-9]+\.[0-9]+\r?$", RegexOptions.Multiline)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^schemasdk\(\) \{ dotnet (.*)\}$", RegexOptions.Multiline)]
    private static partial Regex ToolFunction();

    [GeneratedRegex(@"\bsecrets\.|github\.token")]
    private static partial Regex Secret();
}
