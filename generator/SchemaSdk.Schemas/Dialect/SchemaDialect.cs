using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Normalizes the service's dialect to plain JSON Schema (draft 7).</summary>
/// <remarks>
/// Every rule states one fact about the services' schemas, with its evidence. Rules move nodes instead of copying them, so each node keeps
/// its position in the file.
/// </remarks>
internal static class SchemaDialect
{
    /// <summary>
    /// The order matters: first the rules that decide which members are keywords and which values are schemas, last the rules that only
    /// simplify.
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
        Apply(root);
        references.Follow(root);
        DiscriminatorRules.DropLost(written.Mapped, root);
        return root;
    }

    private static void Apply(JsonObject schema)
    {
        foreach (var rule in Rules)
        {
            rule(schema);
        }

        foreach (var subschema in Subschemas.Of(schema))
        {
            Apply(subschema);
        }
    }
}
