using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>Reads the schema files of a folder, as a build reads those of its schema root.</summary>
internal static class SchemaFolder
{
    /// <summary>Reads all of them, in the order of their paths.</summary>
    /// <param name="folder">The folder, absolute. The path of each file below it spells a model id.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    internal static ProjectFiles Read(string folder, CancellationToken stop) =>
        Read(folder, PathsBelow(folder).Select(path => (path, FileText.Read(path))), stop);

    /// <summary>Reads files that are not in a folder now.</summary>
    /// <param name="folder">The folder in which they would be, absolute.</param>
    /// <param name="files">The bytes of each, by its absolute path.</param>
    /// <param name="stop">Ends the reading.</param>
    internal static ProjectFiles Read(string folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop)
    {
        var isProject = IsProject(folder);
        var taken = files
            .Where(file => !IsLeftOut(Path.GetRelativePath(folder, file.Key), isProject))
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => (file.Key, FileText.Of(file.Value)));
        return Read(folder, taken, stop);
    }

    /// <summary>Finds the ids of the models in a folder, in their order, without a look into a file.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    internal static IEnumerable<string> Ids(string folder) => PathsBelow(folder)
        .Where(path => NameOf(path) == "input.json")
        .Select(path => ModelIds.FromPath(path, folder, SchemaRole.Input))
        .OfType<string>();

    /// <summary>Returns true if a file of this name is one that a build reads.</summary>
    internal static bool IsSchema(string name) =>
        NameOf(name) is "input.json" or "output.json" or "input.patch.json" or "output.patch.json"
            || name.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase);

    private static ProjectFiles Read(string folder, IEnumerable<(string Path, string Text)> files, CancellationToken stop)
    {
        var schemas = new List<SchemaFile>();
        var patches = new List<PatchFile>();
        var references = new List<ReferenceFile>();
        foreach (var (path, text) in files)
        {
            stop.ThrowIfCancellationRequested();
            var found = new FoundFile(path, folder, "", text);
            switch (NameOf(path))
            {
                case "input.json":
                    schemas.Add(found.ToSchema(SchemaRole.Input));
                    break;
                case "output.json":
                    schemas.Add(found.ToSchema(SchemaRole.Output));
                    break;
                case "input.patch.json":
                    patches.Add(found.ToPatch(SchemaRole.Input));
                    break;
                case "output.patch.json":
                    patches.Add(found.ToPatch(SchemaRole.Output));
                    break;
                default:
                    references.Add(found.ToReference());
                    break;
            }
        }

        return new ProjectFiles(schemas, patches, references);
    }

    private static IEnumerable<string> PathsBelow(string folder)
    {
        var all = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.None,
            MatchCasing = MatchCasing.CaseInsensitive,
        };
        var isProject = IsProject(folder);
        return Directory.EnumerateFiles(folder, "*.json", all)
            .Where(path => IsSchema(Path.GetFileName(path)) && !IsLeftOut(Path.GetRelativePath(folder, path), isProject))
            .Order(StringComparer.Ordinal);
    }

    // MSBuild takes Input.JSON for input.json, on every disk.
    private static string NameOf(string path) => Path.GetFileName(path).ToLowerInvariant();

    // A build leaves out what it made itself, which stands beside the project file: a model below a folder of schemas may be called so.
    private static bool IsProject(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.*proj").Any();

    // So does a build: folders such as .git and .vs have copies of what stands elsewhere.
    private static bool IsLeftOut(string below, bool isProject)
    {
        var segments = Path.GetDirectoryName(below)!.Split(Path.DirectorySeparatorChar);
        return (isProject && (segments[0] is "bin" or "obj")) || segments.Any(segment => segment.StartsWith('.'));
    }
}
