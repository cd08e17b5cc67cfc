namespace SchemaSdk.Schemas.Model;

/// <summary>The schema files of a project, in any order.</summary>
internal sealed record ProjectFiles(
    IReadOnlyList<SchemaFile> Schemas, IReadOnlyList<PatchFile> Patches, IReadOnlyList<ReferenceFile> References)
{
    /// <summary>The locks of the schema folders, which keep the C# names of models.</summary>
    public IReadOnlyList<LockFile> Locks { get; init; } = [];
}
