using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Applies a patch, and reports the parts that have no effect, with the reason and what to do.</summary>
internal sealed class PatchProblems(SchemaFile file, SchemaPlaces places)
{
    /// <summary>The reason why a rule of an output is not checked, and what to do.</summary>
    public const string RulesOfOutput = "an output is not validated; remove x-rules";

    /// <summary>The reason why <c>x-csharp-name</c> has no effect.</summary>
    public const string NameElsewhere =
        "the keyword has no effect here; it can name a property, a value in \"oneOf\": [{\"const\": …}] or, at the root of an input, "
            + "the model";

    /// <summary>
    /// Applies the patch to a schema, and returns the problems. The patch cannot be used again, because its nodes are moved out of it.
    /// </summary>
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

    /// <summary>
    /// Reports keywords at the root of an output's patch that only an input's patch may have there. Must be called before an envelope is
    /// removed.
    /// </summary>
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
        PatchFindingKind.RemovesNothing => "the schema has no such member to remove; delete this part of the patch",
        PatchFindingKind.DescribesNothing =>
            "the schema has no such member to describe, so this part of the patch is ignored; move it to the new name if the service "
                + "has renamed the property, otherwise delete it from the patch",
        _ => "the schema already says this; delete this part of the patch",
    };
}
