using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>One of two schema files that are compared.</summary>
/// <param name="schema">The file, which can be read.</param>
internal sealed class SchemaSide(NormalizedSchema schema)
{
    private readonly RuleReferences _references = new(schema.Root!);

    private SchemaMarks? _marks;

    internal JsonObject Root => schema.Root!;

    internal SchemaView View(JsonNode? part) => SchemaView.Of(part, _references);

    /// <summary>A number that is equal for schemas which allow the same.</summary>
    internal int MarkOf(JsonNode schema) => (_marks ??= new SchemaMarks(this)).Of(schema);

    /// <summary>The place of a part in its file.</summary>
    internal FilePlace PlaceOf(JsonNode part) => schema.Places.Of(part.Parent as JsonMember ?? part);
}
