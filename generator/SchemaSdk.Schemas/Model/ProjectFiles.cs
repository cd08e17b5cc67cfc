namespace SchemaSdk.Schemas.Model;

/// <summary>The schema files of a project, in any order.</summary>
internal sealed record ProjectFiles(
    IReadOnlyList<SchemaFile> Schemas, IReadOnlyList<PatchFile> Patches, IReadOnlyList<ReferenceFile> References);
