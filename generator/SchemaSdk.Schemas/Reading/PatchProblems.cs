using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Applies a patch, and reports which of its parts have no effect, why, and what to do.</summary>
/// <param name="file">The schema.</param>
/// <param name="places">The places of all parts.</param>
internal sealed class PatchProblems(SchemaFile file, SchemaPlaces places)
{
    /// <summary>The reason that a rule of an output is not checked.</summary>
    public const string RulesOfOutput = "an output is not validated";

    /// <summary>The reason that a name has no effect.</summary>
    public const string NameElsewhere =
        "the keyword has no effect here; it names properties, values written as \"oneOf\": [{\"const\": …}], and, at the root of an "
            + "input, the model";

    /// <summary>Applies the patch.</summary>
    /// <param name="schema">The schema; it is changed.</param>
    /// <param name="patch">The patch; its nodes are moved, so it cannot be used afterwards.</param>
    /// <returns>The problems to report.</returns>
    public EquatableArray<Problem> Apply(JsonObject schema, JsonObject patch)
    {
        var problems = file.Role == SchemaRole.Output ? OfOutputRoot(patch).ToList() : [];
        foreach (var finding in SchemaPatch.Apply(schema, patch))
        {
            var place = places.Of(finding.Part);
            problems.Add(
                Problem.At(ProblemKinds.PatchOutdated, place.Path, place.Span, file.ModelId!, finding.Pointer, Text(finding.Kind)));
        }

        return problems.ToEquatableArray();
    }

    /// <summary>Finds keywords that only an input can have. They would not be reported if they are removed with an envelope.</summary>
    private IEnumerable<Problem> OfOutputRoot(JsonObject patch)
    {
        if (patch.Member(OwnKeyword.Rules) is { } rules)
        {
            var place = places.Of(rules);
            yield return Problem.At(
                ProblemKinds.RuleNotChecked, place.Path, place.Span, file.ModelId!, "/" + OwnKeyword.Rules, RulesOfOutput);
        }

        if (patch.Member(OwnKeyword.CSharpName) is { } name)
        {
            var place = places.Of(name);
            yield return Problem.At(
                ProblemKinds.NameNotGiven, place.Path, place.Span, file.ModelId!, "", name.Value.ToString(), NameElsewhere);
        }
    }

    private static string Text(PatchFindingKind kind) => kind switch
    {
        PatchFindingKind.RemovesNothing => "the schema has nothing there to remove; take this out of the patch",
        PatchFindingKind.DescribesNothing =>
            "the schema has nothing there to describe, so this is ignored; move it to the new name if the service has renamed the "
                + "property, else take it out of the patch",
        _ => "the schema says the same without it; take this out of the patch",
    };
}
