using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Tool.Diff;

/// <summary>The changes to the models in one folder.</summary>
/// <param name="Old">The older side.</param>
/// <param name="New">The newer side.</param>
/// <param name="Changes">The changes from the older side to the newer one.</param>
internal sealed record FolderChanges(DiffSide Old, DiffSide New, IReadOnlyList<ModelChange> Changes);
