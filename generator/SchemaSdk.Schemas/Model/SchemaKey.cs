using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Model;

/// <summary>Identifies the schema that a patch applies to.</summary>
/// <param name="ModelId">The model id; null if the path gives none.</param>
/// <param name="Role">What the schema describes.</param>
internal sealed record SchemaKey(string? ModelId, SchemaRole Role);
