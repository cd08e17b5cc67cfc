using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>
/// Tests a project as an editor loads it, with options from configuration files. Expects the code and the diagnostics that the folder of a
/// case expects, and no compiler warning.
/// </summary>
internal sealed partial class TestedProject : CSharpSourceGeneratorTest<SchemaSdkGenerator, DefaultVerifier>
{
    private readonly CaseFolder _folder;
    private readonly LanguageVersion _language;

    public TestedProject(CaseFolder folder, LanguageVersion language, IEnumerable<MetadataReference> references)
    {
        (_folder, _language) = (folder, language);
        var schemas = folder.Schemas;

        // This names a target framework but no package, so the test framework downloads nothing.
        ReferenceAssemblies = new("net8.0");
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        TestState.MarkupHandling = MarkupMode.None;
        TestState.Sources.Add(("/Empty.cs", ""));   // the test framework refuses a project without sources
        TestState.AdditionalReferences.AddRange(references);
        TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + string.Concat(BuildOptions.Defaults.Select(
            property => $"build_property.{property.Key} = {property.Value}\n"))));
        TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n" + string.Concat(schemas.DistinctBy(file => file.Kind).Select(
            file => $"[{Path.GetFileName(file.Path)}]\nbuild_metadata.AdditionalFiles.ModelSchemaKind = {file.Kind}\n"))));
        TestState.AdditionalFiles.AddRange(schemas.Select(file => (file.Path, file.GetText())));
        TestState.ExpectedDiagnostics.AddRange(folder.Problems.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ResultOf));

        // The case folder has only the differences from the plain model's code. GetProjectCompilationAsync compares them.
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
    }

    protected override async Task<(Compilation compilation, ImmutableArray<Diagnostic> generatorDiagnostics)> GetProjectCompilationAsync(
        Project project, IVerifier verifier, CancellationToken cancellationToken)
    {
        var (compilation, diagnostics) = await base.GetProjectCompilationAsync(project, verifier, cancellationToken);
        var sources = compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).ToDictionary(
            tree => Path.GetFileName(tree.FilePath), tree => tree.GetText(cancellationToken).ToString(), StringComparer.Ordinal);
        Assert.Equal(_folder.Expected, CaseFolder.Difference(sources));
        return (compilation, diagnostics);
    }

    protected override ParseOptions CreateParseOptions() => Compiler.Options(_language);

    protected override CompilationOptions CreateCompilationOptions() => new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999);

    // line: a line of problems.txt. It contains no position if the diagnostic concerns the whole project.
    private static DiagnosticResult ResultOf(string line)
    {
        var parts = ProblemLine().Match(line).Groups;
        var severity = Enum.Parse<DiagnosticSeverity>(parts["severity"].Value, ignoreCase: true);
        var result = new DiagnosticResult(parts["id"].Value, severity).WithMessage(parts["text"].Value);
        return !parts["path"].Success ? result : result
            .WithLocation(
                $"{Path.GetDirectoryName(SchemaText.Root.TrimEnd('/'))}/{parts["path"].Value}",
                new LinePosition(Number("row") - 1, Number("column") - 1))
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

        int Number(string part) => int.Parse(parts[part].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"^(?<id>\w+) (?<severity>\w+)( (?<path>[^:]+)\((?<row>\d+),(?<column>\d+)\))?: (?<text>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex ProblemLine();
}
