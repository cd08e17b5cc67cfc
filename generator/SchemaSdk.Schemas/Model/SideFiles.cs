namespace SchemaSdk.Schemas.Model;

/// <summary>The patches, reference files and lock files of a project, on which its schemas depend.</summary>
internal sealed record SideFiles(PatchIndex Patches, ReferenceIndex References, KeptMembers Kept)
{
    /// <summary>Links a schema with its patch, its reference files, and the names that the lock file keeps for it.</summary>
    public SchemaFile Link(SchemaFile file) => Kept.Link(References.Link(Patches.Link(file)));

    public static SideFiles Of(ProjectFiles files, IEnumerable<KeptNames> locks) =>
        new(
            PatchIndex.Build(files.Patches).Beside(files.Schemas.Select(SchemaKey.Of)),
            ReferenceIndex.Build(files.References),
            KeptMembers.Of(locks));
}
