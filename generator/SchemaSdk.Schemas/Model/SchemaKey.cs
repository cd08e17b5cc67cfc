using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Model;

/// <summary>Identifies the schema that a patch applies to.</summary>
/// <param name="Client">The client that the project file assigns to the schema; null for the project's own client.</param>
/// <param name="ModelId">The model id; null if neither the project file nor the path gives a valid id.</param>
/// <param name="Role">What the schema describes.</param>
/// <param name="Root">The schema folder that the id is relative to.</param>
internal sealed record SchemaKey(ClientOptions? Client, string? ModelId, SchemaRole Role, string Root)
{
    public static SchemaKey Of(SchemaFile file) => new(file.Client, file.ModelId, file.Role, file.Root);
}
