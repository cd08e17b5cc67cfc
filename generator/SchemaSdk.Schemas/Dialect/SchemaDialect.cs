using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Normalizes the services' dialect to plain JSON Schema (draft 7).</summary>
/// <remarks>
/// Every rule states one fact about the services' schemas, with its evidence. Rules move nodes instead of copying them, so each node keeps
/// its position in the file.
/// </remarks>
internal static class SchemaDialect
{
    /// <summary>
    /// The order matters: the first rules determine which members are keywords and which values are schemas; the last rules only simplify.
    /// </summary>
    private static readonly Action<JsonObject>[] Rules =
    [
        ObjectRules.PropertyMapMeansObject,
        RequiredRules.PropertyFlagsMakeList,
        RequiredRules.ListHoldsNamesOnce,
        TypeRules.NameTheType,
        TypeRules.EnumIsNoType,
        BoundRules.TextsMeanNumbers,
        DraftRules.ExclusiveFlagsMeanBounds,
        ExampleRules.ExamplesAreAList,
        ExampleRules.ExampleIsOneOfThem,
        ArrayRules.PrefixMeansTuple,
        DraftRules.DependencyIsAList,
        SubschemaRules.SchemasAreObjects,
        SubschemaRules.DropUnfitValues,
        BoundRules.CountsAreWhole,
        BoundRules.StepIsPositive,
        EnumRules.ValuesAreListedOnce,
        ArrayRules.NumberedItemsMeanTuple,
        ArrayRules.FormatSaysItems,
        DiscriminatorRules.NameMeansObject,
        DiscriminatorRules.MappingHoldsReferences,
        NullRules.NullableMeansNull,
        FormatRules.DropWidgetNames,
    ];

    /// <summary>Normalizes a document in place, and returns it or the content of its envelope.</summary>
    public static JsonObject Normalize(JsonObject schema, SchemaRole role)
    {
        var written = new WrittenSchemas(schema);
        PlainReferences.Write(written);
        var references = References.Of(written);
        var root = role == SchemaRole.Output ? EnvelopeRules.Unwrap(schema) : schema;
        Apply(root, references);
        references.Follow(root);
        DiscriminatorRules.DropLost(written.Mapped, root);
        return root;
    }

    /// <summary>
    /// Applies the rules to all schemas of a document, and then to parts that are schemas only because a reference points to them.
    /// </summary>
    private static void Apply(JsonObject root, References references)
    {
        var applied = new HashSet<JsonObject>();
        var referring = new Queue<JsonObject>();
        Apply(root, applied, referring);
        while (referring.Count > 0)
        {
            if (references.TargetOf(referring.Dequeue()) is { } target && IsOnlyReferred(target, applied))
            {
                Apply(target, applied, referring);
            }
        }
    }

    private static void Apply(JsonObject schema, HashSet<JsonObject> applied, Queue<JsonObject> referring)
    {
        if (!applied.Add(schema))
        {
            return;
        }

        foreach (var rule in Rules)
        {
            rule(schema);
        }

        if (schema.ContainsKey(KeywordName.Ref))
        {
            referring.Enqueue(schema);
        }

        foreach (var subschema in Subschemas.Of(schema))
        {
            Apply(subschema, applied, referring);
        }
    }

    /// <summary>
    /// Returns true for a part that is a schema only because a reference points to it. Such a part is under an unknown keyword or in
    /// <c>components</c>.
    /// </summary>
    private static bool IsOnlyReferred(JsonObject part, HashSet<JsonObject> schemas)
    {
        var (keyword, steps) = ((JsonMember?)null, 0);
        for (JsonNode? place = part; place is not null && !(place is JsonObject outer && schemas.Contains(outer)); place = place.Parent)
        {
            (keyword, steps) = place is JsonMember member ? (member, steps + 1) : (keyword, steps);
        }

        // In components/parameters/size, the values of "components" and "parameters" are maps. Only the value of "size" can be a schema.
        return keyword is not null
            && KeywordTable.Find(keyword.Name) is var known
            && (known is null || (known.Holds == SubschemaPlaces.Components && steps > 2));
    }
}
