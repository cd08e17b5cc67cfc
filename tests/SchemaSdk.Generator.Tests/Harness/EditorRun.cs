using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Analyzing;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>The analyzer over schemas in memory.</summary>
internal static class EditorRun
{
    /// <summary>The property that says so.</summary>
    public const string Property = "SchemaSdkLive";

    /// <summary>Runs the analyzer for an editor.</summary>
    /// <param name="files">The schemas.</param>
    /// <param name="properties">What the project says otherwise than the defaults.</param>
    /// <param name="project">What is compiled.</param>
    /// <returns>The diagnostics, one that says that the analyzer threw among them.</returns>
    public static ImmutableArray<Diagnostic> Problems(
        IEnumerable<SchemaText> files, IReadOnlyDictionary<string, string> properties, CSharpCompilation project) =>
        Run(files, new Dictionary<string, string>(properties) { [Property] = "true" }, project);

    /// <summary>Runs the analyzer for whatever the properties say.</summary>
    public static ImmutableArray<Diagnostic> Run(
        IEnumerable<SchemaText> files, IReadOnlyDictionary<string, string> properties, CSharpCompilation project)
    {
        var options = BuildOptions.With(properties);
        var analysis = project.WithAnalyzers([new SchemaSdkAnalyzer()], new AnalyzerOptions([.. files], new BuildOptions(options)));
        return analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }
}
