using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Model;

/// <summary>Joins an input schema with its names and its output schema.</summary>
internal static class EndpointJoin
{
    /// <summary>Joins one input.</summary>
    /// <param name="input">The schema of the input.</param>
    /// <param name="tree">All ids of the project with their names.</param>
    /// <param name="outputs">All output schemas of the project.</param>
    /// <param name="client">The settings of the project for its client.</param>
    public static JoinedSchema Join(ParsedSchema input, ModelTree tree, OutputIndex outputs, ClientOptions client)
    {
        if (input.Shape is null || input.File.ModelId is not { } id || tree.Find(id) is not { } path)
        {
            return new JoinedSchema(null, null);
        }

        if (path.File != input.File.Path)
        {
            return new JoinedSchema(null, Problem.At(ProblemKinds.DuplicateModelId, input.File.Path, SourceSpan.FileStart, id, path.File));
        }

        var output = outputs.Find(id);

        // An output that cannot be read has its own problem already.
        var problem = output is null ? Problem.At(ProblemKinds.NoOutputSchema, input.File.Path, SourceSpan.FileStart, id) : null;
        return new JoinedSchema(new EndpointModel(path, client, input, output is { Shape: null } ? null : output), problem);
    }
}
