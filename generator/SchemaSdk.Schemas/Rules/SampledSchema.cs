using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Rules;

/// <summary>A schema that may contain values to check against it, such as a default.</summary>
/// <param name="Json">The schema.</param>
/// <param name="Pointer">The pointer to the schema.</param>
/// <param name="Rule">The rule of the schema.</param>
internal sealed record SampledSchema(JsonNode Json, string Pointer, Rule Rule);
