using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Generator.Diagnostics;

/// <summary>Converts problems to diagnostics.</summary>
internal static class ProblemReport
{
    public static Diagnostic ToDiagnostic(this Problem problem) => Diagnostic.Create(
        Descriptors.ById(problem.Id),
        problem.Path.Length == 0 ? Location.None : LocationOf(problem.Path, problem.Place),
        problem.Target is null ? null : [LocationOf(problem.Target.Path, problem.Target.Span)],
        [.. problem.Arguments]);

    private static Location LocationOf(string path, SourceSpan place) => Location.Create(
        path,
        new Microsoft.CodeAnalysis.Text.TextSpan(place.Start, place.Length),
        new LinePositionSpan(new LinePosition(place.StartLine, place.StartColumn), new LinePosition(place.EndLine, place.EndColumn)));
}
