using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// Lists the comparison for each keyword in the keyword table. A change to a keyword that has no comparison is reported as unknown.
/// </summary>
internal static class KeywordComparisons
{
    internal static IReadOnlyList<(string[] Keywords, Action<SchemaPair> Compare)> All { get; } =
    [
        // These keywords need no comparison of their own: references are resolved first, and "nullable" is compared as one of the types.
        (Names("definitions", "$defs", "components", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "id", "$ref"), static _ => { }),
        (Names("nullable", "x-nullable"), static _ => { }),
        (Names(WordComparisons.OfWords), WordComparisons.Words),
        (Names("default", "deprecated"), WordComparisons.Meanings),
        (Names(ContentComparisons.Keywords), ContentComparisons.Compare),
        ([WordComparisons.ExtensibleEnum], WordComparisons.ExtensibleValues),
        ([OwnKeyword.CSharpName], WordComparisons.Name),
        ([OwnKeyword.Retired], WordComparisons.Retirement),
        (Names("type"), ValueComparisons.Types),
        (Names("enum", "const"), ValueComparisons.Values),
        (Names("minimum", "exclusiveMinimum"), RangeComparisons.Least),
        (Names("maximum", "exclusiveMaximum"), RangeComparisons.Most),
        (Names("multipleOf"), RangeComparisons.Steps),
        (Names("minLength", "minItems", "minProperties", "minContains"), RangeComparisons.LeastCounts),
        (Names("maxLength", "maxItems", "maxProperties", "maxContains"), RangeComparisons.MostCounts),
        (Names("pattern"), ValueComparisons.Opaque("pattern")),
        (Names("discriminator"), DiscriminatorComparison.Compare),
        (Names("$dynamicRef"), ValueComparisons.Opaque("$dynamicRef")),
        (Names("$recursiveRef"), ValueComparisons.Opaque("$recursiveRef")),
        ([OwnKeyword.Rules], ValueComparisons.Opaque(OwnKeyword.Rules)),
        (Names("uniqueItems"), ValueComparisons.UniqueItems),
        (Names("items", "prefixItems", "additionalItems"), PartComparisons.Items),
        (Names("contains"), PartComparisons.Whole("contains")),
        (Names("propertyNames"), PartComparisons.Whole("propertyNames")),
        (Names("properties"), PartComparisons.Properties),
        (Names("required"), PartComparisons.Required),
        (Names("patternProperties"), PartComparisons.Patterns),
        (Names("additionalProperties"), PartComparisons.Others),
        (Names("dependencies"), PartComparisons.Dependencies("dependencies")),
        (Names("dependentSchemas"), PartComparisons.Dependencies("dependentSchemas")),
        (Names("dependentRequired"), PartComparisons.Dependencies("dependentRequired")),
        (Names("not"), ValueComparisons.Opaque("not")),
        (Names("if", "then", "else"), BranchComparisons.Conditions),
        (Names("unevaluatedItems"), ValueComparisons.Opaque("unevaluatedItems")),
        (Names("unevaluatedProperties"), ValueComparisons.Opaque("unevaluatedProperties")),
        (Names("allOf"), BranchComparisons.All),
        (Names("anyOf", "oneOf"), BranchComparisons.Choices),
    ];

    private static readonly HashSet<string> Known = new(All.SelectMany(row => row.Keywords), StringComparer.Ordinal);

    internal static void Compare(SchemaPair pair)
    {
        if (BranchComparisons.IsOtherForm(pair))
        {
            WordComparisons.Words(pair);
            WordComparisons.Meanings(pair);
            WordComparisons.Name(pair);
            return;
        }

        foreach (var (_, compare) in All)
        {
            compare(pair);
        }

        WordComparisons.Unlisted(pair, Known);
    }

    private static string[] Names(params string[] names) => [.. names.Select(SchemaPair.Name)];
}
