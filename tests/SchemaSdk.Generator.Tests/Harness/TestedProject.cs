using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>
/// Tests a project as an editor loads it, with options from configuration files. Expects the files and diagnostics of <c>expected</c>, and
/// no compiler warning.
/// </summary>
internal sealed class TestedProject : CSharpSourceGeneratorTest<SchemaSdkGenerator, DefaultVerifier>
{
    private readonly LanguageVersion _language;

    public TestedProject(
        IReadOnlyList<SchemaText> schemas, GeneratorRun expected, LanguageVersion language, IEnumerable<MetadataReference> references)
    {
        _language = language;

        // This names a target framework but no package, so the test framework downloads nothing.
        ReferenceAssemblies = new("net8.0");
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        TestState.MarkupHandling = MarkupMode.None;
        TestState.AdditionalReferences.AddRange(references);
        TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + string.Concat(BuildOptions.Defaults.Select(
            property => $"build_property.{property.Key} = {property.Value}\n"))));
        TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n" + string.Concat(schemas.DistinctBy(file => file.Kind).Select(
            file => $"[{Path.GetFileName(file.Path)}]\nbuild_metadata.AdditionalFiles.ModelSchemaKind = {file.Kind}\n"))));
        TestState.AdditionalFiles.AddRange(schemas.Select(file => (file.Path, file.GetText())));
        TestState.GeneratedSources.AddRange(expected.Result.GeneratedSources.Select(
            source => (source.SyntaxTree.FilePath, source.SourceText)));
        TestState.ExpectedDiagnostics.AddRange(expected.Result.Diagnostics.Select(Result));
    }

    protected override ParseOptions CreateParseOptions() => Compiler.Options(_language);

    protected override CompilationOptions CreateCompilationOptions() => new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999);

    private static DiagnosticResult Result(Diagnostic diagnostic) => diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Aggregate(
        new DiagnosticResult(diagnostic.Descriptor).WithMessage(diagnostic.GetMessage()),
        (result, location) => result.WithSpan(location.GetLineSpan()));
}
