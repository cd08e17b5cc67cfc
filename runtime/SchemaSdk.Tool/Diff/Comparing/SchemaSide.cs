using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>One of the two schema files that are compared.</summary>
/// <param name="schema">The schema. It must be readable.</param>
internal sealed class SchemaSide(NormalizedSchema schema)
{
    private readonly RuleReferences _references = new(schema.Root!);

    private SchemaMarks? _marks;

    internal JsonObject Root => schema.Root!;

    internal SchemaView View(JsonNode? part) => SchemaView.Of(part, _references, isWhole: true);

    /// <summary>Returns a view that never merges an <c>allOf</c>, even if only one of its schemas restricts values.</summary>
    internal SchemaView ViewInParts(JsonNode part) => SchemaView.Of(part, _references, isWhole: false);

    /// <summary>Returns a hash that ignores descriptions, C# names, and order where it does not matter.</summary>
    internal int MarkOf(JsonNode schema) => (_marks ??= new SchemaMarks(this)).Of(schema);

    internal FilePlace PlaceOf(JsonNode part) => schema.Places.Of(part.Parent as JsonMember ?? part);
}
