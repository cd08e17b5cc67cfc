using System.Globalization;

namespace SchemaSdk.Repository.Tests.Package.Uses;

[Collection(nameof(Packages))]
public sealed class LedgerLawTests(PackedFeed feed)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_ledger_in_a_package_obeys_each_law_in_the_package()
    {
        var project = feed.Consumer("TestedLedger");
        JointBuild.UseCentralVersions(project);
        var laws = Regex.Count(Page.Read("docs/internals/ledger-law.md").Text, @"^\d+\. \*\*", RegexOptions.Multiline);

        var run = (await feed.DotnetAsync(project, "test")).Succeeded();

        Assert.Empty(run.Warnings());
        var passed = Regex.Match(run.Output, @"Failed:\s+0, Passed:\s+(\d+), Skipped:\s+0,").Groups[1].Value;

        // Some laws are tested with several values, so there may be more tests than laws.
        Assert.InRange(int.Parse(passed, CultureInfo.InvariantCulture), laws, 2 * laws);
    }
}
