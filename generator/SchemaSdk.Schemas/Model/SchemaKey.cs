using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Model;

/// <summary>The key by which a patch finds its schema.</summary>
/// <param name="ModelId">The model id; null if the path gives none.</param>
/// <param name="Role">What the schema describes.</param>
internal sealed record SchemaKey(string? ModelId, SchemaRole Role);
