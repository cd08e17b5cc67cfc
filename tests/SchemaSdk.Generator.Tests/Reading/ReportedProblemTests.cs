using Microsoft.CodeAnalysis;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Generator.Tests.Reading;

/// <summary>Problems of every source reach the build.</summary>
public class ReportedProblemTests
{
    private const string Empty = """{"type":"object","properties":{}}""";

    private static readonly SchemaText Output = SchemaText.Output("", Empty);

    [Fact]
    public void A_file_that_others_refer_to_is_reported() => Assert.Equal(
        ["SSDK001 schemas/x.schema.json"], Told(GeneratorRun.Over(SchemaText.Reference("x.schema.json", "{"))));

    [Fact]
    public void A_patch_that_nothing_uses_is_reported() => Assert.Equal(
        ["SSDK012 schemas/acme/b/input.patch.json"],
        Told(GeneratorRun.Over(SchemaText.Input("acme/a", Empty), Output, SchemaText.InputPatch("acme/b", "{}"))));

    [Fact]
    public void A_schema_is_reported() => Assert.Equal(
        ["SSDK001 schemas/acme/a/input.json"], Told(GeneratorRun.Over(SchemaText.Input("acme/a", "{"), Output)));

    [Fact]
    public void An_output_that_is_described_twice_is_reported() => Assert.Equal(
        ["SSDK007 schemas/b/output.json"],
        Told(GeneratorRun.Over(
            SchemaText.Output("a", Empty), new SchemaText("/repo/schemas/b/output.json", Empty, "Output", "a"))));

    [Fact]
    public void Models_whose_names_clash_are_reported() => Assert.Equal(
        ["SSDK008 schemas/acme/a b/input.json"],
        Told(GeneratorRun.Over(SchemaText.Input("acme/a b", Empty), SchemaText.Input("acme/a-b", Empty), Output)));

    [Fact]
    public void A_model_without_an_output_is_reported() =>
        Assert.Equal(["SSDK002 schemas/acme/a/input.json"], Told(GeneratorRun.Over(SchemaText.Input("acme/a", Empty))));

    [Theory]
    [InlineData("Nobody", "SSDK019 ")]
    [InlineData("", "")]
    public void A_project_whose_service_is_unknown_has_the_usual_one(string service, string told)
    {
        var run = GeneratorRun.Over(
            [SchemaText.Input("acme/a", Empty), Output], new Dictionary<string, string> { ["ModelService"] = service });

        Assert.Equal(told, string.Concat(Told(run)));
        Assert.Contains("global::SchemaSdk.ModelService.RunComfy", run.Sources["_client.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_has_the_service_that_it_names()
    {
        var client = GeneratorRun.Over(
            [SchemaText.Input("acme/a", Empty), Output], new Dictionary<string, string> { ["ModelService"] = "RunComfy" });

        Assert.Empty(Told(client));
    }

    [Fact]
    public void An_editor_reports_by_itself() => Assert.Empty(
        Told(GeneratorRun.Over([SchemaText.Input("acme/a", "{")], new Dictionary<string, string> { ["SchemaSdkLive"] = "true" })));

    [Fact]
    public void A_problem_of_the_project_has_no_place() =>
        Assert.Same(Location.None, Problem.OfProject(ProblemKinds.LanguageTooOld, "11").ToDiagnostic().Location);

    [Fact]
    public void A_problem_of_a_file_has_its_place_and_that_of_its_target()
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
    public void Every_problem_is_reported_unless_a_project_says_otherwise() =>
        Assert.All(Descriptors.All, descriptor => Assert.True(descriptor.IsEnabledByDefault));

    private static IEnumerable<string> Told(GeneratorRun run) => run.Result.Diagnostics.Select(
        problem => $"{problem.Id} {problem.Location.GetLineSpan().Path?.Replace("/repo/", "", StringComparison.Ordinal)}");
}
