using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Analyzing;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that the analyzer costs little in an editor.</summary>
public class AnalyzerStartTests
{
    private static readonly CSharpCompilation Project = CSharpCompilation.Create("Editor");

    [Fact]
    public void The_analyzer_runs_concurrently()
    {
        var start = new RecordedStart();

        new SchemaSdkAnalyzer().Initialize(start);

        Assert.True(start.IsConcurrent);
    }

    [Fact]
    public void The_analyzer_ignores_generated_code()
    {
        var start = new RecordedStart();

        new SchemaSdkAnalyzer().Initialize(start);

        Assert.Equal(GeneratedCodeAnalysisFlags.None, start.GeneratedCode);
    }

    [Fact]
    public void A_file_is_read_equally_often_in_a_project_of_any_size()
    {
        var (single, one, other) = (Wrong("acme/a"), Wrong("acme/a"), Wrong("acme/b"));

        Assert.NotEmpty(EditorRun.Problems([single], BuildOptions.Defaults, Project));
        Assert.NotEmpty(EditorRun.Problems([one, other, Wrong("acme/c")], BuildOptions.Defaults, Project));

        Assert.Equal((single.Reads, single.Reads), (one.Reads, other.Reads));
    }

    private static SchemaText Wrong(string id) => SchemaText.Input(id, """{ "type": "date" }""");

    private sealed class RecordedStart : AnalysisContext
    {
        public bool IsConcurrent { get; private set; }

        public GeneratedCodeAnalysisFlags? GeneratedCode { get; private set; }

        public override void EnableConcurrentExecution() => IsConcurrent = true;

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => GeneratedCode = analysisMode;

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action)
        {
        }

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => throw Unexpected();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => throw Unexpected();

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            throw Unexpected();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(
            Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw Unexpected();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw Unexpected();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw Unexpected();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(
            Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw Unexpected();

        private static NotSupportedException Unexpected() => new("The analyzer looks at files, not at code.");
    }
}
