using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The facts that concern all schemas of a project.</summary>
/// <param name="IsInEditor">
/// True if the compiler works for an editor. In an editor the analyzer reports problems, in a build the generator does.
/// </param>
/// <param name="TooOld">The problem that generated code cannot be compiled here; null if it can.</param>
/// <param name="UnknownService">The problem that the project names an unknown service; null if it does not.</param>
internal sealed record ProjectModel(bool IsInEditor, Problem? TooOld, Problem? UnknownService)
{
    /// <summary>Returns the problems of the project itself; none if it has no models.</summary>
    /// <param name="tree">Its models.</param>
    public EquatableArray<Problem> Problems(ModelTree tree) =>
        (TooOld ?? UnknownService) is { } problem && tree.Paths.Count > 0 ? new([problem]) : default;
}
