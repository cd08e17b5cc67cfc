using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Rules;

/// <summary>A schema with values that should fit it, such as a default.</summary>
/// <param name="Json">The schema.</param>
/// <param name="Pointer">The place of the schema.</param>
/// <param name="Rule">Its rule.</param>
internal sealed record SampledSchema(JsonNode Json, string Pointer, Rule Rule);
