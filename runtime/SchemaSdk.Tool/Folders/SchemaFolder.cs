using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Folders;

/// <summary>Reads the schema files of a folder, as a build reads those of its schema root.</summary>
internal static class SchemaFolder
{
    /// <summary>Reads all of them, in the order of their paths.</summary>
    /// <param name="folder">The folder, absolute. The path of each file below it spells a model id.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    internal static ProjectFiles Read(string folder, CancellationToken stop)
    {
        var schemas = new List<SchemaFile>();
        var patches = new List<PatchFile>();
        var references = new List<ReferenceFile>();
        foreach (var path in PathsBelow(folder))
        {
            stop.ThrowIfCancellationRequested();
            var name = Path.GetFileName(path);
            switch (name)
            {
                case "input.json":
                    schemas.Add(Found(path).ToSchema(SchemaRole.Input));
                    break;
                case "output.json":
                    schemas.Add(Found(path).ToSchema(SchemaRole.Output));
                    break;
                case "input.patch.json":
                    patches.Add(Found(path).ToPatch(SchemaRole.Input));
                    break;
                case "output.patch.json":
                    patches.Add(Found(path).ToPatch(SchemaRole.Output));
                    break;
                default:
                    references.Add(Found(path).ToReference());
                    break;
            }
        }

        return new ProjectFiles(schemas, patches, references);

        FoundFile Found(string path) => new(path, folder, "", FileText.Read(path));
    }

    private static IEnumerable<string> PathsBelow(string folder)
    {
        var all = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.None,
        };
        return Directory.EnumerateFiles(folder, "*.json", all)
            .Where(path => IsSchema(Path.GetFileName(path)) && !IsInHiddenFolder(Path.GetRelativePath(folder, path)))
            .Order(StringComparer.Ordinal);
    }

    private static bool IsSchema(string name) => name is "input.json" or "output.json" or "input.patch.json" or "output.patch.json"
        || name.EndsWith(".schema.json", StringComparison.Ordinal);

    // So does a build: folders such as .git and .vs have copies of what stands elsewhere.
    private static bool IsInHiddenFolder(string below) =>
        Path.GetDirectoryName(below)!.Split(Path.DirectorySeparatorChar).Any(segment => segment.StartsWith('.'));
}
