using System.Text.Json;

namespace SchemaSdk.Repository.Tests.Package.Uses;

/// <summary>The packed generator inside other compilers than that of the SDK: they compile what the SDK gives its own.</summary>
[Collection(nameof(Packages))]
public sealed class CompilerTests(PackedFeed feed)
{
    // The SDK that builds all else is newer than most compilers that people have.
    public static TheoryData<string, string> Compilers => FullRun.IsOn
        ? new() { { "4.8.0", "4.8" }, { "5.12.0", "5.12" } }
        : new() { { "4.8.0", "4.8" } };

    [Theory]
    [MemberData(nameof(Compilers))]
    public async Task The_oldest_and_the_newest_compiler_make_a_client_without_warnings(string package, string version)
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
        (await feed.DotnetAsync(compiler, "build", $"-p:Roslyn={package}")).Succeeded();
        var run = await feed.DotnetAsync(compiler, "run", "--no-build", "--", Path.Combine(project, "arguments.txt"));

        Assert.Equal(
            [$"Roslyn {version}", "Acme"],
            run.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
