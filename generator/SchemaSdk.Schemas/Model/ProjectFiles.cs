namespace SchemaSdk.Schemas.Model;

/// <summary>The schema files of a project, in any order.</summary>
/// <param name="Schemas">The schemas of models.</param>
/// <param name="Patches">The patches for these schemas.</param>
/// <param name="References">The files that schemas and patches refer to.</param>
internal sealed record ProjectFiles(
    IReadOnlyList<SchemaFile> Schemas, IReadOnlyList<PatchFile> Patches, IReadOnlyList<ReferenceFile> References);
