namespace SchemaSdk.Schemas.Model;

/// <summary>The files of a project that are not schemas of models, but that schemas depend on.</summary>
/// <param name="Patches">The patches for schemas.</param>
/// <param name="References">The files that schemas and patches refer to.</param>
internal sealed record SideFiles(PatchIndex Patches, ReferenceIndex References);
