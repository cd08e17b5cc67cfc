namespace SchemaSdk.Schemas.Model;

/// <summary>The files of a project that are not schemas of models, but that schemas depend on.</summary>
internal sealed record SideFiles(PatchIndex Patches, ReferenceIndex References);
