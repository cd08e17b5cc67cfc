using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Model;

/// <summary>The schema that a patch can be for.</summary>
/// <param name="ModelId">The model id; null for a file whose path spells none.</param>
/// <param name="Role">What the schema describes.</param>
internal sealed record SchemaKey(string? ModelId, SchemaRole Role);
