using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A file with changes to a schema, so the schema itself can stay as the service wrote it.</summary>
/// <param name="Path">Where the file is, for problems.</param>
/// <param name="ModelId">The id of the schema's folder; null if the path gives none.</param>
/// <param name="Role">What the schema describes.</param>
/// <param name="Written">The whole text as written.</param>
/// <param name="Mentioned">The other files that it refers to.</param>
internal sealed record PatchFile(string Path, string? ModelId, SchemaRole Role, string Written, EquatableArray<string> Mentioned)
{
    /// <summary>The problem that it has no id; null if it has one.</summary>
    public Problem? IdProblem { get; init; }

    /// <summary>The whole text with line ends as <c>\n</c>.</summary>
    public string Text => LineEnds.Unify(Written);
}
