using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Emulation.Folders;

/// <summary>Reads the models in a folder of schemas in the same way as the generator does in a build.</summary>
internal static class ModelFolder
{
    /// <param name="folder">The folder.</param>
    /// <returns>The models, in the order of their ids.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static IReadOnlyList<ModelInfo> Read(string folder)
    {
        var files = FilesOf(Path.GetFullPath(folder));
        var (patches, references) = (PatchIndex.Build(files.Patches), ReferenceIndex.Build(files.References));
        var schemas = files.Schemas
            .Where(schema => schema.ModelId is not null)
            .DistinctBy(schema => (schema.ModelId, schema.Role))
            .Select(schema => references.Link(patches.Link(schema)))
            .ToLookup(schema => schema.Role);
        var outputs = schemas[SchemaRole.Output].ToDictionary(schema => schema.ModelId!, StringComparer.Ordinal);
        return
        [
            .. schemas[SchemaRole.Input]
                .OrderBy(input => input.ModelId, StringComparer.Ordinal)
                .Select(input => new SchemaFileModel(input, OutputOf(input.ModelId!))),
        ];

        SchemaFile? OutputOf(string id) =>
            OutputIndex.HomesOf(id).Select(home => outputs.GetValueOrDefault(home)).FirstOrDefault(output => output is not null);
    }

    private static ProjectFiles FilesOf(string folder)
    {
        var rules = new SchemaFolder(folder, Directory.EnumerateFiles(folder, SchemaFolder.ProjectFiles).Any());
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(rules.Has).Order(StringComparer.Ordinal);
        return rules.Read(paths.Select(path => (path, File.ReadAllText(path))), CancellationToken.None);
    }
}
