using YamlDotNet.RepresentationModel;

namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

/// <summary>Tests that a workflow runs nothing from a tag before it has checked that the tag is on the main branch.</summary>
public sealed class TaggedCommitTests
{
    internal const string Check = "git merge-base --is-ancestor HEAD \"$MAIN\"";

    [Theory]
    [InlineData("pack")]
    [InlineData("publish")]
    public void A_job_checks_the_tag_right_after_its_checkout(string job)
    {
        var workflow = new WorkflowFile(".github/workflows/release.yml");
        var steps = (YamlSequenceNode)workflow.Jobs[job]["steps"];

        Assert.StartsWith("actions/checkout@", WorkflowFile.Find(steps[0], "uses"), StringComparison.Ordinal);
        Assert.Equal("0", WorkflowFile.Find(steps[0], "with", "fetch-depth"));
        Assert.Equal(Check, WorkflowFile.Find(steps[1], "run"));
        Assert.Equal("origin/${{ github.event.repository.default_branch }}", workflow.VariableOf("MAIN"));
    }

    [Theory]
    [InlineData("main~1", 0)]
    [InlineData("main", 0)]
    [InlineData("side", 1)]
    [InlineData("no-such-branch", 128)]
    public async Task The_check_passes_only_for_a_commit_of_the_main_branch(string tagged, int exit)
    {
        var root = Directory.CreateTempSubdirectory("schemasdk-tag-");
        try
        {
            var main = tagged == "no-such-branch" ? "origin/gone" : "origin/main";
            var environment = new Dictionary<string, string>
            {
                ["MAIN"] = main,
                ["GIT_CONFIG_GLOBAL"] = Path.Combine(root.FullName, "none"),
                ["GIT_AUTHOR_NAME"] = "a",
                ["GIT_AUTHOR_EMAIL"] = "a@example.com",
                ["GIT_COMMITTER_NAME"] = "a",
                ["GIT_COMMITTER_EMAIL"] = "a@example.com",
            };
            foreach (var line in new[]
            {
                "init -q -b main", "commit -q --allow-empty -m 1", "commit -q --allow-empty -m 2", "checkout -q -b side",
                "commit -q --allow-empty -m 3", "update-ref refs/remotes/origin/main main", "update-ref refs/remotes/origin/side side",
                $"checkout -q --detach {(tagged == "no-such-branch" ? "main" : tagged)}",
            })
            {
                (await ShellCommand.RunAsync("git", root.FullName, environment, line.Split(' '))).Succeeded();
            }

            Assert.Equal(exit, (await ShellCommand.RunAsync("bash", root.FullName, environment, "-c", Check)).ExitCode);
        }
        finally
        {
            foreach (var file in root.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                file.Attributes = FileAttributes.Normal;
            }

            root.Delete(recursive: true);
        }
    }
}
