namespace SchemaSdk.Repository.Tests.Package;

[Collection(nameof(Packages))]
public sealed class OldProjectTests(PackedFeed feed)
{
    [Theory]
    [InlineData(
        "OldLanguage",
        "-p:LangVersion=11",
        "CSC : error SSDK016: The generated client needs C# 12, but this project is compiled as C# 11.0; ")]
    [InlineData("NoAssets", "-p:Framework=netstandard2.0", "error NU1202: Package SchemaSdk ")]
    public async Task An_old_project_gets_one_error(string copy, string properties, string error)
    {
        var project = feed.Consumer("Plain", copy);

        var build = await feed.DotnetAsync(project, ["build", .. properties.Split(' ')]);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains(error, build.Output, StringComparison.Ordinal);
        Assert.Contains("    1 Error(s)", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Size", "Full")]
    public Task A_project_that_forces_the_package_on_an_old_framework_gets_one_error() => An_old_project_gets_one_error(
        "OldTarget",
        "-p:Framework=netstandard2.0 -p:AssetTargetFallback=net8.0",
        "CSC : error SSDK017: The generated client needs .NET 8, but this project is compiled for netstandard2.0; ");
}
