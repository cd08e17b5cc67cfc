using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The facts about the project as a whole that the generator needs.</summary>
/// <param name="IsInEditor">
/// True if the compiler runs in an editor, where the analyzer reports problems. In a build, the generator does.
/// </param>
/// <param name="TooOld">The problem that the project is too old to compile generated code; null if it is new enough.</param>
/// <param name="UnknownService">The problem that the project sets an unknown service; null if it does not.</param>
internal sealed record ProjectModel(bool IsInEditor, Problem? TooOld, Problem? UnknownService)
{
    /// <summary>Returns the problems of the project itself; none if the project has no models.</summary>
    public EquatableArray<Problem> Problems(ModelTree tree) =>
        (TooOld ?? UnknownService) is { } problem && tree.Paths.Count > 0 ? new([problem]) : default;
}
