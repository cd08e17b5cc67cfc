using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A file that changes a schema, so the schema itself can stay as the service wrote it.</summary>
/// <param name="Path">The path of the file, for messages.</param>
/// <param name="ModelId">The model id, from the project file or the folder; null if neither gives a valid id.</param>
/// <param name="Role">What the schema describes.</param>
/// <param name="Written">The unchanged text.</param>
/// <param name="Mentioned">The files that the patch refers to.</param>
internal sealed record PatchFile(string Path, string? ModelId, SchemaRole Role, string Written, EquatableArray<string> Mentioned)
{
    /// <summary>The schema folder that the id is relative to; empty if it is unknown.</summary>
    public string Root { get; init; } = "";

    /// <summary>True if the patch's own schema folder has a schema with the patch's id.</summary>
    public bool IsBesideSchema { get; init; }

    /// <summary>The client that the project file assigns to this file; null for the project's own client.</summary>
    public ClientOptions? Client { get; init; }

    public Problem? IdProblem { get; init; }

    /// <summary>The text with <c>\n</c> as line endings.</summary>
    public string Text => LineEnds.Unify(Written);
}
