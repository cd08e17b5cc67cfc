using Microsoft.CodeAnalysis;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Generator.Tests;

/// <summary>A problem must become a diagnostic with the same positions.</summary>
public class ReportedProblemTests
{
    [Fact]
    public void A_problem_of_the_project_has_no_position() =>
        Assert.Same(Location.None, Problem.OfProject(ProblemKinds.LanguageTooOld, "11").ToDiagnostic().Location);

    [Fact]
    public void A_problem_of_a_file_has_its_position_and_that_of_its_target()
    {
        var problem = Problem.At(ProblemKinds.NotJson, "a.json", new(7, 3, 1, 2, 1, 5), "A") with
        {
            Target = new("b.json", new(1, 1, 0, 1, 0, 2)),
        };
        var diagnostic = problem.ToDiagnostic();

        Assert.Equal("a.json: (1,2)-(1,5)", diagnostic.Location.GetLineSpan().ToString());
        Assert.Equal((7, 3), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal("b.json: (0,1)-(0,2)", Assert.Single(diagnostic.AdditionalLocations).GetLineSpan().ToString());
    }

    [Fact]
    public void Every_diagnostic_is_enabled_by_default() =>
        Assert.All(Descriptors.All, descriptor => Assert.True(descriptor.IsEnabledByDefault));
}
