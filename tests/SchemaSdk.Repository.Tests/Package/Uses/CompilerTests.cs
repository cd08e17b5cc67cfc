using System.Text.Json;

namespace SchemaSdk.Repository.Tests.Package.Uses;

/// <summary>Tests the packed generator in compilers other than the SDK's, with the arguments of a real build.</summary>
[Collection(nameof(Packages))]
public sealed class CompilerTests(PackedFeed feed)
{
    // Every build already compiles the generator against the oldest supported compiler, so this runs only in full test runs.
    [Theory]
    [Trait("Size", "Full")]
    [InlineData("4.8.0", "4.8")]
    [InlineData("5.12.0", "5.12")]
    public async Task A_supported_compiler_makes_a_client_without_warnings(string package, string version)
    {
        var project = feed.Consumer("Plain", $"Plain for {version}");
        var build = await feed.DotnetAsync(
            project,
            "msbuild", "-restore", "-t:Compile", "-p:Framework=net8.0", "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs");
        var arguments = JsonDocument.Parse(build.Succeeded().Output).RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs")
            .EnumerateArray()
            .Select(argument => argument.GetProperty("Identity").GetString()!);
        await File.WriteAllLinesAsync(Path.Combine(project, "arguments.txt"), arguments);

        var compiler = feed.Consumer("Compiler", $"Compiler {version}");
        var run = await feed.DotnetAsync(compiler, "run", $"-p:Roslyn={package}", "--", Path.Combine(project, "arguments.txt"));

        Assert.Equal(
            [$"Roslyn {version}", "Acme"],
            run.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
