using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Rules;

/// <summary>A schema in which values can stand that should fit it.</summary>
/// <param name="Json">The schema.</param>
/// <param name="Pointer">The place of the schema.</param>
/// <param name="Rule">What it asks.</param>
internal sealed record SampledSchema(JsonNode Json, string Pointer, Rule Rule);
