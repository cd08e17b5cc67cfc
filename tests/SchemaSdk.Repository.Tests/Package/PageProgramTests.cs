using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>
/// Compiles each C# program on the pages as the only file of a new project with the packages, and runs the programs of the guides and of
/// docs/start/fal-and-replicate.md. Programs that need a server, a second terminal or a recording are marked <c>no-run</c>.
/// </summary>
[Collection(nameof(Packages))]
public sealed class PageProgramTests(PackedFeed feed)
{
    // CS8933 and CS1701 are hidden, because a program may repeat an implicit using, and a library may be built against an older version of
    // another one. CS8019, an unnecessary using, is raised to a warning.
    private static readonly Dictionary<string, ReportDiagnostic> Severities = new()
    {
        ["CS8933"] = ReportDiagnostic.Suppress,
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS8019"] = ReportDiagnostic.Warn,
    };

    private const string Guides = "docs/guides/";
    private const string OtherServices = "docs/start/fal-and-replicate.md";

    [Fact]
    public async Task Documented_programs_compile_without_warnings_and_the_programs_of_the_guides_run()
    {
        var (project, build) = await feed.Joint.OfAsync("Pages");
        build.Succeeded();
        var references = (await File.ReadAllLinesAsync(Path.Combine(project, "references.txt")))
            .Select(path => MetadataReference.CreateFromFile(path)).ToList();
        await using var emulators = await PageEmulators.StartAsync();
        var blocks = Page.All.SelectMany(page => Page.Read(page).Blocks).Where(block => block.Language == "csharp").ToList();
        var others = blocks.Where(block => block.Page == OtherServices).ToList();
        var run = FullRun.SampleOf(blocks.Where(IsRun), n: 7).Concat(others).ToHashSet();
        var empty = CSharpCompilation.Create("Block", [], references, new CSharpCompilationOptions(
            OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: Severities));
        var problems = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(
            blocks.Select((block, number) => (block, number)),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (one, _) =>
            {
                var program = Path.Combine(project, "bin", "Debug", "net10.0", $"Block{one.number}.dll");
                var problem = Compile(one.block, empty, run.Contains(one.block) ? program : null)
                    ?? (run.Contains(one.block) ? await RunAsync(program, feed.Folder($"Block {one.number}"), emulators.Variables) : null);
                if (problem is not null)
                {
                    problems.Add($"{one.block.Page}, line {one.block.Line}: {problem}");
                }
            });

        Assert.True(problems.IsEmpty, string.Join("\n\n", problems));
        Assert.InRange(blocks.Count, 50, int.MaxValue);
        Assert.InRange(blocks.Count(IsRun), 25, int.MaxValue);
        Assert.Equal(2, others.Count);
    }

    private static bool IsRun(PageBlock block) =>
        block.Page.StartsWith(Guides, StringComparison.Ordinal) && block.Arguments != "no-run";

    // Compiles a program and returns its warnings and errors; null if it has none.
    private static string? Compile(PageBlock block, CSharpCompilation empty, string? program)
    {
        var trees = block.Files().Select(file => CSharpSyntaxTree.ParseText(file, new CSharpParseOptions(LanguageVersion.Latest))).ToList();
        var compilation = empty.AddSyntaxTrees(trees);
        var problems = compilation.GetDiagnostics()
            .Where(found => found.Severity >= DiagnosticSeverity.Warning)
            .Where(found => found.Id != "CS8019" || found.Location.SourceTree != trees[0])
            .ToList();
        if (problems.Count == 0 && program is not null)
        {
            problems.AddRange(compilation.Emit(program).Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning));
        }

        return problems.Count == 0 ? null : string.Join('\n', problems);
    }

    // Runs a program and returns its output if it fails; null if it succeeds.
    private static async Task<string?> RunAsync(string program, string folder, IReadOnlyDictionary<string, string> variables)
    {
        // Run the program with the libraries of the project "Pages", including native ones.
        var libraries = Path.Combine(Path.GetDirectoryName(program)!, "Pages");
        string[] arguments =
            ["exec", "--depsfile", $"{libraries}.deps.json", "--runtimeconfig", $"{libraries}.runtimeconfig.json", program];
        try
        {
            var run = await ShellCommand.RunAsync("dotnet", folder, variables, arguments);
            return run.ExitCode == 0 ? null : run.Output;
        }
        catch (TimeoutException exception)
        {
            // Return the message instead of throwing, so the problems of the other programs are reported too.
            return exception.Message;
        }
    }
}
