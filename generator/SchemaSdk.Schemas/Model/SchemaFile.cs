using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>One schema file as it was handed to the compiler.</summary>
/// <remarks>
/// Holds only values, as everything in this folder. No Roslyn symbol, syntax or JSON node may be reachable from here,
/// or equal schemas stop comparing equal and every keystroke emits every model again.
/// </remarks>
/// <param name="Path">Where the file is, for problems.</param>
/// <param name="ModelId">
/// The id that the folder path spells, such as <c>kling/kling-3.0/pro/text-to-video</c>; empty for the root folder, null if it spells
/// none.
/// </param>
/// <param name="Role">What the file describes.</param>
/// <param name="Written">The whole text as it is.</param>
internal sealed record SchemaFile(string Path, string? ModelId, SchemaRole Role, string Written)
{
    /// <summary>The whole text with line ends as <c>\n</c>.</summary>
    public string Text => LineEnds.Unify(Written);

    /// <summary>Its path below the schema root; the whole path where it is not below.</summary>
    public string Name { get; init; } = Path;

    /// <summary>Why it has no id; null if it has one.</summary>
    public Problem? IdProblem { get; init; }

    /// <summary>The patch that corrects it; null if there is none.</summary>
    public PatchFile? Patch { get; init; }

    /// <summary>The references to other files, as they are written in it or in its patch.</summary>
    public EquatableArray<string> Mentioned { get; init; }

    /// <summary>The files that it refers to, itself or through others, ordered by name.</summary>
    public EquatableArray<ReferenceFile> References { get; init; }
}
