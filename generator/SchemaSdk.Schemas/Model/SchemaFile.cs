using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>One schema file as the compiler gets it.</summary>
/// <remarks>
/// Holds only values, like everything in this folder. If a Roslyn symbol, syntax or a JSON node were reachable from here, equal schemas
/// would not compare equal, and every keystroke would emit every model again.
/// </remarks>
/// <param name="Path">Where the file is, for problems.</param>
/// <param name="ModelId">
/// The id that the folder path gives, such as <c>kling/kling-3.0/pro/text-to-video</c>; empty for the root folder, null if there is none.
/// </param>
/// <param name="Role">What the file describes.</param>
/// <param name="Written">The whole text as written.</param>
internal sealed record SchemaFile(string Path, string? ModelId, SchemaRole Role, string Written)
{
    /// <summary>The whole text with line ends as <c>\n</c>.</summary>
    public string Text => LineEnds.Unify(Written);

    /// <summary>Its path below the schema root; the whole path if it is not below the root.</summary>
    public string Name { get; init; } = Path;

    /// <summary>The problem that it has no id; null if it has one.</summary>
    public Problem? IdProblem { get; init; }

    /// <summary>Its patch; null if there is none.</summary>
    public PatchFile? Patch { get; init; }

    /// <summary>The references to other files, as written in it or in its patch.</summary>
    public EquatableArray<string> Mentioned { get; init; }

    /// <summary>The files that it refers to, directly or through others, ordered by name.</summary>
    public EquatableArray<ReferenceFile> References { get; init; }
}
