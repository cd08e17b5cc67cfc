namespace SchemaSdk.Repository.Tests.Package;

/// <summary>
/// Tests the generator in builds, and in the design-time builds from which an editor and <c>dotnet watch</c> get the arguments of the
/// compiler.
/// </summary>
[Collection(nameof(Packages))]
public sealed class EditorTests(PackedFeed feed)
{
    private const string Property = "build_property.SchemaSdkLive =";

    private static readonly string[] DesignTime =
        [
            "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
            "-getItem:CscCommandLineArgs"
        ];

    private static readonly string[] Expected =
    [
        "idless/input.json(1,1): error SSDK006",
        "schemas/acme/broken-1/input.json(3,1): error SSDK001",
        "schemas/acme/lonely-1/input.json(1,1): warning SSDK002",
        "schemas/acme/odd-1/input.json(3,26): warning SSDK004",
        "schemas/acme/odd-1/input.json(5,35): warning SSDK010",
        "schemas/acme/odd-1/input.json(6,5): warning SSDK003",
        "schemas/acme/odd-1/input.json(7,5): warning SSDK005",
        "schemas/acme/odd-1/input.json(8,52): warning SSDK008",
        "schemas/acme/wan-2-6/x/input.json(1,1): warning SSDK008",
        "schemas/twice/input.json(1,1): error SSDK007",
    ];

    [Fact]
    public async Task A_build_an_editor_and_dotnet_watch_show_each_diagnostic_once()
    {
        var (project, build) = await feed.Joint.OfAsync("Diagnosed");
        var editor = await feed.DotnetAsync(
            project, "msbuild", "-t:Compile", "-p:DesignTimeBuild=true", "-p:IntermediateOutputPath=obj/editor/", "-clp:NoSummary");
        var watch = await feed.DotnetAsync(
            project, "msbuild", "-t:Compile", "-p:DesignTimeBuild=true", "-p:DotNetWatchBuild=true", "-p:RunAnalyzers=false",
            "-p:IntermediateOutputPath=obj/watch/", "-clp:NoSummary");
        var withoutAnalyzers = await feed.DotnetAsync(
            project, "msbuild", "-t:Compile", "-p:DesignTimeBuild=true", "-p:RunAnalyzers=false",
            "-p:IntermediateOutputPath=obj/unanalyzed/", "-clp:NoSummary");

        Assert.Equal(Expected, Diagnostics(build, project));
        Assert.Equal(Expected, Diagnostics(editor, project));
        Assert.Equal(Expected, Diagnostics(withoutAnalyzers, project));
        Assert.Equal(Expected, Diagnostics(watch, project));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_design_time_build_does_not_make_the_next_build_compile()
    {
        var project = feed.Consumer("Plain", "EditedPlain");
        const string UpToDate = "Skipping target \"CoreCompile\" because all output files are up-to-date";

        (await feed.DotnetAsync(project, "build")).Succeeded();
        var arguments = (await feed.DotnetAsync(project, ["msbuild", .. DesignTime])).Succeeded().Output;
        var again = (await feed.DotnetAsync(project, "build", "--no-restore", "-v:normal")).Succeeded().Output;
        (await feed.DotnetAsync(project, ["msbuild", .. DesignTime])).Succeeded();
        var third = (await feed.DotnetAsync(project, "build", "--no-restore", "-v:normal")).Succeeded().Output;

        Assert.Contains(UpToDate, again, StringComparison.Ordinal);
        Assert.Contains(UpToDate, third, StringComparison.Ordinal);
        Assert.Matches("/analyzer:.*SchemaSdk.Generator.dll", arguments);
        Assert.Matches("/additionalfile:.*still-1.*input.json", arguments);
        Assert.Equal(
            "true",
            Live(project, Assert.Single(Regex.Matches(arguments, "\"Identity\": \"/analyzerconfig:(obj.*editorconfig)")).Groups[1].Value));
        Assert.Equal("", Live(project, "obj/Debug/net10.0/Plain.GeneratedMSBuildEditorConfig.editorconfig"));
    }

    private static IEnumerable<string> Diagnostics(CommandResult result, string project) => result.Output
        .Split('\n')
        .Where(line => line.Contains(" SSDK", StringComparison.Ordinal))
        .Select(line =>
            Regex.Match(line.Replace('\\', '/'), "(?<=/" + Path.GetFileName(project) + @"/)[^:]*: (error|warning) SSDK\d+(?=: )").Value)
        .Order(StringComparer.Ordinal);

    private static string Live(string project, string file) => Assert.Single(
        File.ReadAllLines(Path.Combine(project, file.Replace(@"\\", "/", StringComparison.Ordinal))),
        line => line.StartsWith(Property, StringComparison.Ordinal))[Property.Length..].Trim();
}
