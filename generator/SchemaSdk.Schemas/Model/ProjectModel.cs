using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>What concerns all schemas of a project.</summary>
/// <param name="IsInEditor">Whether the compiler works for an editor: there the analyzer reports, in a build the generator.</param>
/// <param name="TooOld">Why generated code cannot be compiled here; null where it can.</param>
internal sealed record ProjectModel(bool IsInEditor, Problem? TooOld)
{
    /// <summary>What is to be reported of the project itself: nothing where it has no models.</summary>
    /// <param name="tree">Its models.</param>
    public EquatableArray<Problem> Problems(ModelTree tree) => TooOld is { } problem && tree.Paths.Count > 0 ? new([problem]) : default;
}
