namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Checks that a project's schemas are read only if the project refers to the package directly.</summary>
[Collection(nameof(Packages))]
public sealed class ReferenceTests(PackedFeed feed)
{
    private static readonly string[] Compile =
    [
        "msbuild", "-restore", "-warnaserror", "-t:Compile", "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs"
    ];

    private static readonly string[] DesignTime = ["-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true"];

    // A reference through a project has the same effect, so only a full run tests it.
    public static TheoryData<string> Ways => FullRun.IsOn ? ["package", "project"] : ["package"];

    [Theory]
    [MemberData(nameof(Ways))]
    [Trait("Size", "Full")]
    public async Task With_only_an_indirect_reference_literals_are_checked_and_schemas_are_ignored(string through)
    {
        var project = feed.Consumer("Transitive", $"Through a {through}");
        if (through == "project")
        {
            feed.Consumer("Plain", "Library");
        }

        // The design-time build comes first. It does not compile, so the compiler's arguments are checked even if the code has errors.
        foreach (var build in (string[][])[DesignTime, []])
        {
            var arguments = (await feed.DotnetAsync(project, [.. Compile, .. build, $"-p:Through={through}"])).Succeeded().Output;

            Assert.Matches(@"/reference:[^""]*[/\\]schemasdk[/\\][^""]*SchemaSdk\.dll", arguments);
            Assert.Matches(@"/analyzer:[^""]*[/\\]schemasdk[/\\][^""]*SchemaSdk\.Generator\.dll", arguments);
            Assert.DoesNotContain("/additionalfile:", arguments, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_literal_of_the_ready_made_client_is_a_warning_with_the_values()
    {
        var (_, build) = await feed.Joint.OfAsync("Literal");

        var warning = Assert.Single(build.Succeeded().Warnings());
        Assert.Contains("warning SSDK023: \"16:10\" is not a known value of ", warning, StringComparison.Ordinal);
        Assert.Contains("9:16", warning, StringComparison.Ordinal);
    }

    internal static void UseUnknownLiteral(string folder) => File.WriteAllText(Path.Combine(folder, "Program.cs"), """
        using SchemaSdk.RunComfy;

        await using var client = new RunComfyClient();
        await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A kettle.", AspectRatio = "16:10" });
        """);

    // ConsumerTests checks SSDKM1 in every test run, with an old compiler.
    [Fact]
    [Trait("Size", "Full")]
    public async Task Listed_schemas_without_a_direct_reference_are_a_warning()
    {
        var project = feed.Consumer("Transitive", "Listed");

        var build = (await feed.DotnetAsync(project, "build", "-p:Through=package", "-p:Listed=true")).Succeeded();

        Assert.EndsWith(
            "Transitive.csproj : warning SSDKM1: Transitive has model schemas, but its compiler is not given the generator that reads "
            + "them, so no client is made. "
            + "Reference package SchemaSdk from this project: a reference from another package or project is not enough.",
            Assert.Single(build.Warnings()),
            StringComparison.Ordinal);
    }
}
