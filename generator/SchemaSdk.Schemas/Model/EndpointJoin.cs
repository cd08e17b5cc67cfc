using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Model;

/// <summary>Joins an input schema with its model's names and its output schema.</summary>
internal static class EndpointJoin
{
    public static JoinedSchema Join(ParsedSchema input, ProjectClients clients, OutputIndex outputs)
    {
        if (input.Shape is null
            || input.File.ModelId is not { } id
            || clients.Find(input.File.Client) is not { } client
            || client.Tree.Find(id) is not { } path)
        {
            return new JoinedSchema(null, null);
        }

        if (path.File != input.File.Path)
        {
            return new JoinedSchema(null, Problem.At(ProblemKinds.DuplicateModelId, input.File.Path, SourceSpan.FileStart, id, path.File));
        }

        var output = outputs.Find(input.File, id);

        // An output that cannot be read has already been reported, so only a missing one is reported here.
        var problem = output is null ? Problem.At(ProblemKinds.NoOutputSchema, input.File.Path, SourceSpan.FileStart, id) : null;
        return new JoinedSchema(new EndpointModel(path, client.Options, input, output is { Shape: null } ? null : output), problem);
    }
}
