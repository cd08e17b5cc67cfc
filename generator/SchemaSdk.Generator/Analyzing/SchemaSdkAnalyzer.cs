using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Reading;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>Reports in an editor, as the user types, what the generator reports in a build.</summary>
/// <remarks>
/// In a build, the generator must report the problems: the types of a faulty schema are missing, and the compiler runs no analyzers if a
/// type is missing. In an editor, the generator reports nothing, so no problem appears twice.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SchemaSdkAnalyzer : DiagnosticAnalyzer
{
    private readonly ProblemFinder _finder = new();

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        if (!ProjectReader.IsInEditor(context.Options.AnalyzerConfigOptionsProvider))
        {
            return;
        }

        var problems = new ProjectProblems(_finder, context.Compilation, context.Options);
        context.RegisterAdditionalFileAction(file =>
        {
            foreach (var problem in problems.In(file.AdditionalFile.Path, file.CancellationToken))
            {
                file.ReportDiagnostic(problem.ToDiagnostic());
            }
        });
        context.RegisterCompilationEndAction(project =>
        {
            foreach (var problem in problems.In("", project.CancellationToken))
            {
                project.ReportDiagnostic(problem.ToDiagnostic());
            }
        });
    }
}
