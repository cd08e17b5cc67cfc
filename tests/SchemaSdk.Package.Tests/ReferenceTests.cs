namespace SchemaSdk.Package.Tests;

/// <summary>Schemas and the generator are for projects that reference the package themselves.</summary>
[Collection(nameof(Packages))]
public sealed class ReferenceTests(PackedFeed feed)
{
    private static readonly string[] Compile =
    [
        "msbuild", "-restore", "-warnaserror", "-t:Compile", "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs"
    ];

    private static readonly string[] DesignTime = ["-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true"];

    [Theory]
    [InlineData("package")]
    [InlineData("project")]
    public async Task Through_another_package_or_project_no_file_is_seen_and_no_generator_loaded(string through)
    {
        var project = feed.Consumer("Transitive", $"Through a {through}");
        if (through == "project")
        {
            feed.Consumer("Plain", "Library");
        }

        // The editor's first, which starts no compiler: its command line is looked at even where the build would fail.
        foreach (var build in (string[][])[DesignTime, []])
        {
            var arguments = (await feed.DotnetAsync(project, [.. Compile, .. build, $"-p:Through={through}"])).Succeeded().Output;

            Assert.Matches(@"/reference:[^""]*[/\\]schemasdk[/\\][^""]*SchemaSdk\.dll", arguments);
            Assert.DoesNotMatch(@"/analyzer:[^""]*[/\\]schemasdk[/\\]", arguments);
            Assert.DoesNotContain("/additionalfile:", arguments, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task In_the_project_itself_both_are()
    {
        var project = feed.Consumer("Plain", "Direct");

        var editor = (await feed.DotnetAsync(project, [.. Compile, .. DesignTime])).Succeeded().Output;
        var build = (await feed.DotnetAsync(project, Compile)).Succeeded().Output;

        Assert.All([editor, build], arguments =>
        {
            Assert.Matches(@"/analyzer:[^""]*[/\\]schemasdk[/\\][^""]*SchemaSdk\.Generator\.dll", arguments);
            Assert.Matches(@"/additionalfile:[^""]*still-1[/\\]+input\.json", arguments);
        });
    }

    [Fact]
    public async Task Schemas_that_are_listed_all_the_same_are_told()
    {
        var project = feed.Consumer("Transitive", "Listed");

        var build = (await feed.DotnetAsync(project, "build", "-p:Through=package", "-p:Listed=true")).Succeeded();

        Assert.EndsWith(
            "Transitive.csproj : warning SSDKM1: Transitive has model schemas, but its compiler is not given the generator that reads "
            + "them, so no client is made. "
            + "Reference package SchemaSdk from this project: what another package or project references is not enough.",
            Assert.Single(build.Warnings()),
            StringComparison.Ordinal);
    }
}
