using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Files;

/// <summary>A file of a schema folder, before its model is known.</summary>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Root">The absolute path of the schema root.</param>
/// <param name="GivenId">The model id in the project file; empty if the folder determines the id.</param>
/// <param name="Written">The unchanged text.</param>
internal sealed record FoundFile(string Path, string Root, string GivenId, string Written)
{
    /// <summary>The client that the project file assigns to the file; null for the project's own client.</summary>
    public ClientOptions? Client { get; init; }

    private string Name => ModelIds.BelowRoot(Path, Root) ?? ModelIds.FromRoot(Path, Root);

    private EquatableArray<string> Mentioned => ForeignReferences.Mentioned(Written).ToEquatableArray();

    public SchemaFile ToSchema(SchemaRole role)
    {
        var (id, problem) = IdOf(role);
        return new SchemaFile(Path, id, role, Written)
        {
            Client = Client,
            IdProblem = problem,
            Name = Name,
            Root = Root,
            HasGivenId = GivenId.Length > 0,
            Mentioned = Mentioned,
        };
    }

    public PatchFile ToPatch(SchemaRole role)
    {
        var (id, problem) = IdOf(role);
        return new PatchFile(Path, id, role, Written, Mentioned) { Client = Client, IdProblem = problem, Root = Root };
    }

    public ReferenceFile ToReference() => new(Path, Name, Written, Mentioned) { Client = Client, Root = Root };

    private (string? Id, Problem? Problem) IdOf(SchemaRole role)
    {
        if (GivenId.Length > 0)
        {
            return ModelIds.FaultOf(GivenId) is { } fault
                ? (null, Problem.At(ProblemKinds.ModelIdMalformed, Path, SourceSpan.FileStart, GivenId, fault, ModelIds.Mend(GivenId)))
                : (GivenId, null);
        }

        return ModelIds.FromPath(Path, Root, role) is { } id
            ? (id, null)
            : (null, Problem.At(ProblemKinds.NoModelId, Path, SourceSpan.FileStart, Path));
    }
}
