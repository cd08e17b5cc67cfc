using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.Calling;

/// <summary>Reads models from a folder of schemas.</summary>
/// <param name="folder">The absolute path of the folder.</param>
internal sealed class FolderModels(string folder)
{
    internal string Folder => folder;

    /// <summary>Lists the valid model ids in a folder, in order; empty if the folder is missing or cannot be read.</summary>
    internal static IEnumerable<string> Ids(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. FolderReading.Ids(folder).Where(static id => ModelIdFault.Of(id) is null)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ToolException)
        {
            return [];
        }
    }

    /// <summary>Reads a model; null if the folder does not have it.</summary>
    /// <exception cref="ToolException">The folder cannot be read, or the schema has errors.</exception>
    internal CallableModel? Find(string id, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var files = Read(stop);
        return files.Schemas.FirstOrDefault(file => file.Role == SchemaRole.Input && file.ModelId == id) is { } input
            ? Make(SchemaSteps.Sides(files).Link(input))
            : null;
    }

    /// <summary>Reads all models of the folder.</summary>
    /// <exception cref="ToolException">The folder does not exist or cannot be read.</exception>
    internal IReadOnlyList<ModelInfo> All(CancellationToken stop)
    {
        if (!Directory.Exists(folder))
        {
            throw new ToolException(ExitCode.WrongUsage, $"The folder of schemas does not exist: '{folder}'.");
        }

        var files = Read(stop);
        var sides = SchemaSteps.Sides(files);
        var outputs = files.Schemas.Where(static file => file is { Role: SchemaRole.Output, ModelId: not null })
            .ToLookup(static file => file.ModelId!, StringComparer.Ordinal);
        return
        [
            .. from file in files.Schemas
               where file.Role == SchemaRole.Input && file.ModelId is { Length: > 0 } id && ModelIdFault.Of(id) is null
               let output = OutputIndex.HomesOf(file.ModelId!)
                   .Select(home => outputs[home].FirstOrDefault())
                   .FirstOrDefault(static found => found is not null)
               select new FolderModel(
                   sides.Link(file),
                   output is null ? null : sides.Link(output)),
        ];
    }

    /// <summary>Creates a model from its schema.</summary>
    /// <param name="file">The input schema, with its patch and the files that it refers to.</param>
    /// <exception cref="ToolException">The schema has errors.</exception>
    internal static CallableModel Make(SchemaFile file)
    {
        var schema = SchemaSteps.Parse(file);
        return schema.Shape is not null && schema.Rule is not null
            ? new CallableModel(schema)
            : throw new ToolException(
                ExitCode.WrongUsage,
                $"The schema of {file.ModelId} cannot be used, so nothing was sent. "
                + string.Join(' ', schema.Problems.Where(static problem => ProblemKinds.ById(problem.Id).IsError).Select(TextOf)));
    }

    private ProjectFiles Read(CancellationToken stop)
    {
        try
        {
            return FolderReading.Read(folder, stop);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{folder}' cannot be read: {exception.Message}", exception);
        }
    }

    private static string TextOf(Problem problem) =>
        $"{problem.Path}({problem.Place.StartLine + 1},{problem.Place.StartColumn + 1}): {problem.Id}: {problem.Message}.";
}
