namespace SchemaSdk.Schemas.Model;

/// <summary>The schema files of a project, in any order.</summary>
internal sealed record ProjectFiles(
    IReadOnlyList<SchemaFile> Schemas, IReadOnlyList<PatchFile> Patches, IReadOnlyList<ReferenceFile> References)
{
    /// <summary>The lock files of the schema folders. They keep the C# names of models.</summary>
    public IReadOnlyList<LockFile> Locks { get; init; } = [];
}
