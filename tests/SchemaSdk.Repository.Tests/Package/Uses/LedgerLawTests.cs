using System.Text.RegularExpressions;

namespace SchemaSdk.Repository.Tests.Package.Uses;

[Collection(nameof(Packages))]
public sealed class LedgerLawTests(PackedFeed feed)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task The_laws_in_the_package_are_the_laws_of_the_page_and_a_ledger_in_a_package_obeys_them()
    {
        var project = feed.Consumer("TestedLedger");
        JointBuild.UseCentralVersions(project);
        var laws = Regex.Count(Page.Read("docs/internals/ledger-law.md").Text, @"^\d+\. \*\*", RegexOptions.Multiline);

        var run = (await feed.DotnetAsync(project, "test")).Succeeded();

        Assert.Empty(run.Warnings());
        Assert.Matches($@"Failed:\s+0, Passed:\s+{laws}, Skipped:\s+0", run.Output);
    }
}
