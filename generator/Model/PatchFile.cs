using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Problems;
using SchemaSdk.Generator.Text;
using SchemaSdk.Generator.Values;

namespace SchemaSdk.Generator.Model;

/// <summary>A file with changes to a schema that itself stays as the service wrote it.</summary>
/// <param name="Path">Where the file is, for problems.</param>
/// <param name="ModelId">The id of the schema's folder; null where the path spells none.</param>
/// <param name="Role">What the schema describes.</param>
/// <param name="Written">The whole text as it is.</param>
/// <param name="Mentioned">What it refers to outside itself.</param>
internal sealed record PatchFile(string Path, string? ModelId, SchemaRole Role, string Written, EquatableArray<string> Mentioned)
{
    /// <summary>Why it has no id; null where it has one.</summary>
    public Problem? IdProblem { get; init; }

    /// <summary>The whole text with line ends as <c>\n</c>.</summary>
    public string Text => LineEnds.Unify(Written);
}
