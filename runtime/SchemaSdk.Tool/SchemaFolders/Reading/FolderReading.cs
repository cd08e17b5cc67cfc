using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>Reads the schema files of a folder, by the same rules as a build reads its schema folder.</summary>
internal static class FolderReading
{
    /// <summary>Reads all files, in the order of their paths.</summary>
    /// <param name="folder">The absolute path of the folder. The relative path of each file determines the model id.</param>
    /// <param name="stop">Cancels the read.</param>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file or folder is denied.</exception>
    internal static ProjectFiles Read(string folder, CancellationToken stop) =>
        RulesOf(folder).Read(PathsBelow(folder).Select(path => (path, FileText.Read(path))), stop);

    /// <summary>Reads files that are in memory.</summary>
    /// <param name="folder">The absolute path of the folder that they belong to.</param>
    /// <param name="files">The content of each file, by absolute path.</param>
    /// <param name="stop">Cancels the read.</param>
    internal static ProjectFiles Read(string folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop)
    {
        var rules = RulesOf(folder);
        var taken = files.Where(file => rules.Has(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal);
        return rules.Read(taken.Select(file => (file.Key, FileText.Of(file.Value))), stop);
    }

    /// <summary>Lists the ids of the models in a folder, in order, without reading files.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a folder is denied.</exception>
    internal static IEnumerable<string> Ids(string folder) => PathsBelow(folder)
        .Where(path => SchemaFolder.KindOf(path) == SchemaFileKind.Input)
        .Select(path => ModelIds.FromPath(path, folder, SchemaRole.Input))
        .OfType<string>();

    private static IEnumerable<string> PathsBelow(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(RulesOf(folder).Has)
        .Order(StringComparer.Ordinal);

    private static SchemaFolder RulesOf(string folder) =>
        new(folder, Directory.Exists(folder) && Directory.EnumerateFiles(folder, SchemaFolder.ProjectFiles).Any());
}
