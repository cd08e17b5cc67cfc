using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A schema file as the compiler passes it to the generator.</summary>
/// <remarks>
/// Contains only values, like every type in this folder. If a Roslyn symbol, a syntax node or a JSON node were reachable from here, equal
/// schemas would not compare equal, and every keystroke would regenerate every model.
/// </remarks>
/// <param name="Path">The path of the file, for messages.</param>
/// <param name="ModelId">
/// The model id, such as <c>kling/kling-3.0/pro/text-to-video</c>, from the project file or the folder path. Empty for the root folder;
/// null if neither gives a valid id.
/// </param>
/// <param name="Role">What the file describes.</param>
/// <param name="Written">The unchanged text.</param>
internal sealed record SchemaFile(string Path, string? ModelId, SchemaRole Role, string Written)
{
    /// <summary>The text with <c>\n</c> as line endings.</summary>
    public string Text => LineEnds.Unify(Written);

    /// <summary>The path relative to the schema root; the whole path if the file is on another drive.</summary>
    public string Name { get; init; } = Path;

    /// <summary>The schema folder that the id is relative to; empty if it is unknown.</summary>
    public string Root { get; init; } = "";

    /// <summary>True if the project file gives the model id, so the id says nothing about the file's folder.</summary>
    public bool HasGivenId { get; init; }

    /// <summary>The client that the project file assigns to this file; null for the project's own client.</summary>
    public ClientOptions? Client { get; init; }

    public Problem? IdProblem { get; init; }

    public PatchFile? Patch { get; init; }

    /// <summary>The references to other files, as written in the schema or its patch.</summary>
    public EquatableArray<string> Mentioned { get; init; }

    /// <summary>The C# member names that the folder's lock file keeps.</summary>
    public EquatableArray<KeptMember> Kept { get; init; }

    /// <summary>The files that the schema refers to, directly or through other files, ordered by name.</summary>
    public EquatableArray<ReferenceFile> References { get; init; }
}
