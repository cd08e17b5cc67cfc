using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that the values between steps are compared by content. If one contained a symbol or an array, every keystroke would generate all
/// code again.
/// </summary>
public class ModelPurityTests
{
    [Fact]
    public void Values_between_steps_contain_only_values()
    {
        var runs = CaseFolder.Names.Select(name => GeneratorRun.Over([.. new CaseFolder(name).Schemas]))
            .Append(Edits.Project())
            .Append(GeneratorRun.Over(SchemaText.InputPatch("acme/none", "{}")))
            .ToList();
        Assert.All(GeneratorSteps.StepNames, name => Assert.Contains(runs, run => run.Result.TrackedSteps.ContainsKey(name)));

        var values =
            runs.SelectMany(
                run => GeneratorSteps.StepNames.Where(run.Result.TrackedSteps.ContainsKey).Select(name => run.Result.TrackedSteps[name]))
                .SelectMany(step => step)
                .SelectMany(step => step.Outputs)
                .ToList();

        Assert.True(values.Count > 100);
        Assert.Empty(values.SelectMany(output => ModelPurity.ImpuritiesOf(output.Value)).Distinct());
    }

    [Fact]
    public void Every_step_has_one_of_these_names()
    {
        var run = GeneratorRun.Over([.. new CaseFolder("patch").Schemas]);

        Assert.Equal(
            [
                "Options", "Project", "Read", "References", "Patches", "Locks", "Unused", "Link", "Parse", "Outputs", "Tree", "Join",
                "Client", "SourceOutput"
            ],
            GeneratorSteps.StepNames.Concat(
                run.Result.TrackedSteps.Keys.Except(GeneratorSteps.StepNames).Except(GeneratorSteps.InputNames)));
    }

    [Fact]
    public void The_search_finds_what_is_not_a_value()
    {
        ISymbol symbol = CSharpCompilation.Create("x").Assembly;

        Assert.Single(ModelPurity.ImpuritiesOf(symbol));
        Assert.Single(ModelPurity.ImpuritiesOf(new Holder(symbol)));
        Assert.Single(ModelPurity.ImpuritiesOf(new Holder(Location.None)));
        Assert.Single(ModelPurity.ImpuritiesOf(new Holder(new[] { 1 })));
        Assert.Single(ModelPurity.ImpuritiesOf(new Holder(new List<string>())));
        Assert.Single(ModelPurity.ImpuritiesOf(new EquatableArray<Holder>([new Holder(new object())])));
        Assert.Single(ModelPurity.ImpuritiesOf(("text", new Holder(new Version(1, 0)))));
        Assert.Single(ModelPurity.ImpuritiesOf(new Holder(new ClassWithReferenceEquality())));
        Assert.Single(ModelPurity.ImpuritiesOf(new Holder(CSharpSyntaxTree.ParseText("class C;").GetRoot())));
        Assert.Single(ModelPurity.ImpuritiesOf(new Holder(SourceText.From("text"))));
        Assert.Single(ModelPurity.ImpuritiesOf(new Holder(new JsonObject())));
        Assert.Single(ModelPurity.ImpuritiesOf(new Changeable { Value = "text" }));
    }

    private sealed record Holder(object? Value);

    private sealed record Changeable
    {
        public string? Value { get; set; }
    }

    private sealed class ClassWithReferenceEquality;
}
