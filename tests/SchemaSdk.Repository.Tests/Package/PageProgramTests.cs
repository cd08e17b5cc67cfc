using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>
/// The C# programs on the pages, each the only file of a new project with the packages. Those that need a server or a second terminal
/// are marked <c>no-run</c>.
/// </summary>
[Collection(nameof(Packages))]
public sealed class PageProgramTests(PackedFeed feed)
{
    // A project has a using of a block already (CS8933), and a library was built against an older version of another one (CS1701).
    private static readonly Dictionary<string, ReportDiagnostic> Hidden =
        new() { ["CS8933"] = ReportDiagnostic.Suppress, ["CS1701"] = ReportDiagnostic.Suppress };

    [Fact]
    public async Task Each_compiles_without_warnings_and_those_of_the_guides_run_to_their_end()
    {
        var project = feed.Consumer("Pages");
        File.Copy(SourceTree.PathOf("Directory.Packages.props"), Path.Combine(project, "Directory.Packages.props"));
        (await feed.DotnetAsync(project, "build", "-o", "out")).Succeeded();
        var references = (await File.ReadAllLinesAsync(Path.Combine(project, "references.txt")))
            .Select(path => MetadataReference.CreateFromFile(path)).ToList();
        await using var emulator = new ModelEmulator(
            RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await emulator.StartAsync();
        var blocks = Page.All.SelectMany(page => Page.Read(page).Blocks).Where(block => block.Language == "csharp").ToList();
        var (problems, runs) = (new ConcurrentBag<string>(), 0);

        await Parallel.ForEachAsync(
            blocks.Select((block, number) => (block, number)),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (one, _) =>
            {
                var program = Path.Combine(project, "out", $"Block{one.number}.dll");
                var place = $"{one.block.Page}, line {one.block.Line}";
                var compiled = Compile(one.block, references).Emit(program);
                if (!compiled.Success || compiled.Diagnostics.Any(static found => found.Severity >= DiagnosticSeverity.Warning))
                {
                    problems.Add($"{place}: {string.Join('\n', compiled.Diagnostics)}");
                }
                else if (one.block.Page.StartsWith("docs/guides/", StringComparison.Ordinal) && one.block.Arguments != "no-run")
                {
                    Interlocked.Increment(ref runs);
                    var run = await RunAsync(program, feed.Folder($"Block {one.number}"), emulator);
                    if (run.ExitCode != 0)
                    {
                        problems.Add($"{place}: {run.Output}");
                    }
                }
            });

        Assert.True(problems.IsEmpty, string.Join("\n\n", problems));
        Assert.InRange(blocks.Count, 50, int.MaxValue);
        Assert.InRange(runs, 25, int.MaxValue);
    }

    private static CSharpCompilation Compile(PageBlock block, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        "Block",
        block.Files().Select(file => CSharpSyntaxTree.ParseText(file, new CSharpParseOptions(LanguageVersion.Latest))),
        references,
        new CSharpCompilationOptions(
            OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: Hidden));

    // With the libraries of the project, native ones included.
    private static Task<CommandResult> RunAsync(string program, string folder, ModelEmulator emulator)
    {
        var libraries = Path.Combine(Path.GetDirectoryName(program)!, "Pages");
        return ShellCommand.RunAsync(
            "dotnet",
            folder,
            new Dictionary<string, string>
            {
                ["RUNCOMFY_MODEL_API_BASE"] = emulator.Address.AbsoluteUri,
                ["RUNCOMFY_API_TOKEN"] = emulator.Token,
            },
            "exec",
            "--depsfile",
            $"{libraries}.deps.json",
            "--runtimeconfig",
            $"{libraries}.runtimeconfig.json",
            program);
    }
}
