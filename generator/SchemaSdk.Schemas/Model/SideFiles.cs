namespace SchemaSdk.Schemas.Model;

/// <summary>The files of a project that are no schemas of models, but belong to such.</summary>
/// <param name="Patches">Changes of schemas.</param>
/// <param name="References">Files that others refer to.</param>
internal sealed record SideFiles(PatchIndex Patches, ReferenceIndex References);
