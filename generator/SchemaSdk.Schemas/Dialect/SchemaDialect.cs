using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Says in plain JSON Schema (draft 7) what the service meant.</summary>
/// <remarks>
/// Every rule is one foreign fact with its evidence. A rule moves tokens and never copies them, so that what a token
/// carries, such as its place in the file, stays with it.
/// </remarks>
internal static class SchemaDialect
{
    /// <summary>In this order: first what decides which members are keywords and which values are schemas, last what only tidies.</summary>
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
        SubschemaRules.SchemasAreObjects,
        SubschemaRules.DropUnfitValues,
        BoundRules.CountsAreWhole,
        BoundRules.StepIsPositive,
        EnumRules.ValuesAreListedOnce,
        ArrayRules.NumberedItemsMeanTuple,
        ArrayRules.FormatSaysItems,
        DiscriminatorRules.NameMeansObject,
        DiscriminatorRules.MappingLeadsToSchemas,
        NullRules.NullableMeansNull,
        FormatRules.DropWidgetNames,
    ];

    /// <summary>Normalizes a schema in place.</summary>
    /// <param name="schema">The document as the service wrote it; it is changed.</param>
    /// <param name="role">What the document describes.</param>
    /// <returns>The schema itself, or what was inside its envelope.</returns>
    public static JsonObject Normalize(JsonObject schema, SchemaRole role)
    {
        var written = new WrittenSchemas(schema);
        PlainReferences.Write(written);
        var references = References.Of(written);
        var root = role == SchemaRole.Output ? EnvelopeRules.Unwrap(schema) : schema;
        Apply(root);
        references.Follow(root);
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
