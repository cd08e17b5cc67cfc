namespace SchemaSdk.Schemas.Model;

/// <summary>The schema files of a project, in any order.</summary>
/// <param name="Schemas">The models' own.</param>
/// <param name="Patches">Changes of those.</param>
/// <param name="References">Those that others refer to.</param>
internal sealed record ProjectFiles(
    IReadOnlyList<SchemaFile> Schemas, IReadOnlyList<PatchFile> Patches, IReadOnlyList<ReferenceFile> References);
