using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Analyzing;

namespace SchemaSdk.Generator.Tests.Harness;

internal static class EditorRun
{
    /// <summary>The MSBuild property that tells the generator and the analyzer that they run in an editor.</summary>
    public const string Property = "SchemaSdkLive";

    public static ImmutableArray<Diagnostic> Problems(
        IEnumerable<SchemaText> files, IReadOnlyDictionary<string, string> properties, CSharpCompilation project) =>
        Run(files, new Dictionary<string, string>(properties) { [Property] = "true" }, project);

    public static ImmutableArray<Diagnostic> Run(
        IEnumerable<SchemaText> files, IReadOnlyDictionary<string, string> properties, CSharpCompilation project)
    {
        var options = BuildOptions.With(properties);
        var analysis = project.WithAnalyzers([new SchemaSdkAnalyzer()], new AnalyzerOptions([.. files], new BuildOptions(options)));
        return analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }
}
