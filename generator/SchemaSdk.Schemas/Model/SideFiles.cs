namespace SchemaSdk.Schemas.Model;

/// <summary>The files of a project that are not schemas of models themselves, but belong to them.</summary>
/// <param name="Patches">Changes of schemas.</param>
/// <param name="References">Files that others refer to.</param>
internal sealed record SideFiles(PatchIndex Patches, ReferenceIndex References);
