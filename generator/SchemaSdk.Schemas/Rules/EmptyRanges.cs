using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Reports keywords that together refuse all values of a type, in one schema or across its <c>allOf</c>.</summary>
internal sealed class EmptyRanges(ProblemList problems)
{
    public void Report(JsonObject root)
    {
        var references = new RuleReferences(root);
        var parts = new SchemaParts(references);
        foreach (var schema in SchemaWalk.Of(root))
        {
            Report(schema, parts.Of(schema), references);
        }
    }

    private void Report(JsonObject schema, IReadOnlyList<SchemaPart> parts, RuleReferences references)
    {
        var types = parts.Aggregate(RuleTypes.All, (types, part) => types & RuleKeywords.Types(part.Schema));
        var found = EmptyNumbers.In(parts, types).Concat(EmptyCounts.In(parts)).Concat(EmptyObjects.In(parts, references));
        foreach (var (refused, first, second, keyword, text) in found)
        {
            // A contradiction inside one branch is reported at that branch.
            if ((types & refused) == 0 || (first.Branch == second.Branch && first.Branch != 0))
            {
                continue;
            }

            var isInside = first.Branch == second.Branch;
            var place = isInside ? keyword : schema.ContainsKey(KeywordName.AllOf) ? KeywordName.AllOf : KeywordName.Ref;
            var places = isInside ? "" : $" ('{JsonPointer.To(first.Schema)}' and '{JsonPointer.To(second.Schema)}')";
            var left = (types & ~refused) == 0 ? "nothing" : "no " + refused.ToString().ToLowerInvariant();
            problems.Add(ProblemKinds.NothingFits, JsonPointer.Append(JsonPointer.To(schema), place), text + places, left);
        }
    }
}
