using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>What it costs a warmed-up compiler to compile a project whose generated files come from an earlier build.</summary>
/// <param name="Seconds">The processor time for binding and emitting, in seconds. Excludes parsing, generators and analyzers.</param>
/// <param name="Bytes">The size of the assembly, in bytes.</param>
internal sealed record WarmCost(double Seconds, long Bytes)
{
    private const int Rounds = 7;

    /// <param name="contender">A project that was built before.</param>
    /// <returns>The median of several rounds.</returns>
    internal static WarmCost Of(Contender contender)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp12, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER"]);
        var files = Directory.EnumerateFiles(contender.Folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(path)))
            .ToList();
        var references = References().ToList();
        var costs = Enumerable.Range(0, Rounds).Select(_ => Round(files, options, references)).ToList();
        return new(costs.Select(cost => cost.Seconds).Order().ElementAt(Rounds / 2), costs[0].Bytes);
    }

    private static WarmCost Round(List<(string Path, string Text)> files, CSharpParseOptions options, List<MetadataReference> references)
    {
        var trees = files.ConvertAll(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path, Encoding.UTF8));
        trees.ForEach(tree => tree.GetRoot());
        var compilation = CSharpCompilation.Create(
            "Warm",
            trees,
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
        using var process = Process.GetCurrentProcess();
        using var stream = new MemoryStream();
        GC.Collect();
        process.Refresh();
        var before = process.TotalProcessorTime;
        _ = compilation.GetDeclarationDiagnostics();
        var result = compilation.Emit(stream, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        process.Refresh();
        var seconds = (process.TotalProcessorTime - before).TotalSeconds;
        var errors = result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(5);
        return result.Success ? new(seconds, stream.Length) : throw new InvalidOperationException(string.Join('\n', errors));
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => IsReferenced(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsReferenced(string file) =>
        file is "SchemaSdk.dll" or "SchemaSdk.Json.dll" or "netstandard.dll" || file.StartsWith("System.", StringComparison.Ordinal);
}
