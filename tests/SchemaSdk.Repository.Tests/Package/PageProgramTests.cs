using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>
/// Compiles each C# program in the documentation as the only file of a new project with the packages, and runs those of docs/start and
/// docs/guides. A program that is marked <c>serves</c> does not end by itself, so the test stops it after the expected output.
/// </summary>
[Collection(nameof(Packages))]
public sealed class PageProgramTests(PackedFeed feed)
{
    // CS8933: a repeated implicit using. CS1701: a library built against an older version of another one. CS8019: an unnecessary using.
    private static readonly Dictionary<string, ReportDiagnostic> Severities = new()
    {
        ["CS8933"] = ReportDiagnostic.Suppress,
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS8019"] = ReportDiagnostic.Warn,
    };

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["CALLBACK_SECRET"] = Convert.ToBase64String(new byte[16]),
        ["REPLICATE_WEBHOOK_SECRET"] = $"whsec_{Convert.ToBase64String(new byte[24])}",
    };

    private static readonly IReadOnlyList<PageBlock> Blocks =
        [.. Page.All.SelectMany(page => Page.Read(page).Blocks).Where(block => block.Language == "csharp")];

    private static readonly string[] Tasks = ["docs/start/", "docs/guides/"];

    private const string Recordings = "docs/guides/recordings.md";
    private const string OtherServices = "docs/start/fal-and-replicate.md";
    private const string Serves = "serves";

    // A program that contains the code must write the output before it is stopped.
    private static readonly (string Code, string Output)[] Outputs =
    [
        ("", "Application started."),
        ("UsingRabbitMq", "Bus started"),
        ("IModelJobHandler", "order-4711: http"),
    ];

    [Fact]
    public async Task Documented_programs_compile_without_warnings_and_those_of_start_pages_and_guides_run()
    {
        var others = Blocks.Where(block => block.Page == OtherServices).ToList();
        var run = FullRun.SampleOf(Blocks.Where(IsRun), n: 7).Concat(others).ToHashSet();

        await CheckAsync(Blocks, run, Settings);

        Assert.InRange(Blocks.Count, 50, int.MaxValue);
        Assert.InRange(Blocks.Count(IsRun), 40, int.MaxValue);
        Assert.Equal(2, others.Count);
    }

    [FactWith(Server.PostgreSql, Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task Documented_programs_that_use_a_database_or_a_broker_run()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using var broker = await PrivateBroker.StartAsync();
        var run = Blocks.Where(UsesDatabase).ToHashSet();

        await CheckAsync(run, run, new(Settings)
        {
            ["JOBS_DATABASE"] = await cluster.CreateDatabaseAsync(),
            ["JOBS_BROKER"] = broker.Address.AbsoluteUri,
        });

        Assert.Equal(3, run.Count);
    }

    private static bool UsesDatabase(PageBlock block) => block.Code.Contains("JOBS_DATABASE", StringComparison.Ordinal);

    // A program that never ends by itself is not run on Windows, where no signal could ask it to stop.
    private static bool IsRun(PageBlock block) => Tasks.Any(folder => block.Page.StartsWith(folder, StringComparison.Ordinal))
        && !UsesDatabase(block) && !(block.Arguments == Serves && OperatingSystem.IsWindows());

    private async Task CheckAsync(IEnumerable<PageBlock> blocks, HashSet<PageBlock> run, Dictionary<string, string> settings)
    {
        var (project, build) = await feed.Joint.OfAsync("Pages");
        build.Succeeded();
        var references = (await File.ReadAllLinesAsync(Path.Combine(project, "references.txt")))
            .Select(path => MetadataReference.CreateFromFile(path)).ToList();
        await using var emulators = await PageEmulators.StartAsync();
        var variables = emulators.Variables.Concat(settings).ToDictionary();
        var empty = CSharpCompilation.Create("Block", [], references, new CSharpCompilationOptions(
            OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: Severities));
        var problems = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(
            blocks,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (block, _) =>
            {
                var name = $"{Path.GetFileNameWithoutExtension(block.Page)} {block.Line}";
                var program = Path.Combine(project, "bin", "Debug", "net10.0", $"{name}.dll");
                var problem = Compile(block, empty, run.Contains(block) ? program : null);
                if (problem is null && run.Contains(block))
                {
                    var folder = feed.Folder(name);
                    if (block.Page == Recordings)
                    {
                        await emulators.RecordAsync(Path.Combine(folder, "recordings"));
                    }

                    problem = await RunAsync(block, program, folder, variables);
                }

                if (problem is not null)
                {
                    problems.Add($"{block.Page}, line {block.Line}: {problem}");
                }
            });

        Assert.True(problems.IsEmpty, string.Join("\n\n", problems));
    }

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

    private static async Task<string?> RunAsync(
        PageBlock block, string program, string folder, IReadOnlyDictionary<string, string> variables)
    {
        var libraries = Path.Combine(Path.GetDirectoryName(program)!, "Pages");
        string[] arguments =
            ["exec", "--depsfile", $"{libraries}.deps.json", "--runtimeconfig", $"{libraries}.runtimeconfig.json", program];
        try
        {
            using var process = RunningProcess.Start("dotnet", arguments, variables, folder: folder);
            if (block.Arguments == Serves)
            {
                foreach (var (_, output) in Outputs.Where(one => block.Code.Contains(one.Code, StringComparison.Ordinal)))
                {
                    await process.SawAsync(output);
                }

                await process.TerminateAsync();
            }

            var end = await process.EndAsync();
            return end.ExitCode == 0 ? null : end.ToString();
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            // The problems of the other programs must be reported too.
            return exception.Message;
        }
    }
}
