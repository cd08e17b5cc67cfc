namespace SchemaSdk.Repository.Tests.Package;

/// <summary>A project that cannot compile what is generated sees one error that says what to write.</summary>
[Collection(nameof(Packages))]
public sealed class OldProjectTests(PackedFeed feed)
{
    private static readonly (string Copy, string Properties, string Error)[] All =
    [
        (
            "OldLanguage",
            "-p:LangVersion=11",
            "CSC : error SSDK016: The generated client needs C# 12, but this project is compiled as C# 11.0; "),
        ("NoAssets", "-p:Framework=netstandard2.0", "error NU1202: Package SchemaSdk "),
        (
            "OldTarget",
            "-p:Framework=netstandard2.0 -p:AssetTargetFallback=net8.0",
            "CSC : error SSDK017: The generated client needs .NET 8, but this project is compiled for netstandard2.0; "),
    ];

    // The last one asks for a framework that the package does not have, and for it all the same.
    public static TheoryData<string, string, string> Projects
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (copy, properties, error) in FullRun.IsOn ? All : All[..^1])
            {
                data.Add(copy, properties, error);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task It_sees_one_error(string copy, string properties, string error)
    {
        var project = feed.Consumer("Plain", copy);

        var build = await feed.DotnetAsync(project, ["build", .. properties.Split(' ')]);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains(error, build.Output, StringComparison.Ordinal);
        Assert.Contains("    1 Error(s)", build.Output, StringComparison.Ordinal);
    }
}
