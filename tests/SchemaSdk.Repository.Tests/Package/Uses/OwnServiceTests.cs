using System.Globalization;

namespace SchemaSdk.Repository.Tests.Package.Uses;

/// <summary>Tests a user's project that calls a service for which SchemaSdk has no profile.</summary>
[Collection(nameof(Packages))]
public sealed class OwnServiceTests(PackedFeed feed)
{
    // 32 for each of the two profiles, seven of the project, and one in the guide about emulating another service.
    private const int LeastTests = (2 * 32) + 8;

    [Fact]
    public async Task The_profiles_and_protocols_of_a_user_and_of_the_guides_compile_with_the_packages_only() =>
        Assert.Empty((await feed.Joint.OfAsync("WaveSpeed")).Build.Succeeded().Warnings());

    [Fact]
    [Trait("Size", "Full")]
    public async Task The_profiles_and_protocols_of_a_user_and_of_the_guides_obey_every_rule()
    {
        var (project, _) = await feed.Joint.OfAsync("WaveSpeed");

        var run = (await feed.DotnetAsync(project, "test", "--no-build")).Succeeded();

        var passed = Regex.Match(run.Output, @"Failed:\s+0, Passed:\s+(\d+), Skipped:\s+0");
        Assert.True(passed.Success, run.Output);
        Assert.InRange(int.Parse(passed.Groups[1].Value, CultureInfo.InvariantCulture), LeastTests, int.MaxValue);
    }

    internal static void AddGuides(string folder)
    {
        var guide = Assert.Single(Page.Read("docs/guides/another-service.md").Blocks, static block => block.Language == "csharp");
        File.WriteAllText(Path.Combine(folder, "Guide.cs"), guide.Code);
        var front = Assert.Single(Page.Read("docs/guides/emulate-another-service.md").Blocks);
        File.WriteAllText(Path.Combine(folder, "Front.cs"), front.Code);
        JointBuild.UseCentralVersions(folder);
    }
}
