using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>Reads the schema files of a folder, as a build reads its schema root.</summary>
internal static class FolderReading
{
    /// <summary>Reads all files, in the order of their paths.</summary>
    /// <param name="folder">The folder, absolute. The path of each file below it spells a model id.</param>
    /// <param name="stop">Cancels the read.</param>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    internal static ProjectFiles Read(string folder, CancellationToken stop) =>
        RulesOf(folder).Read(PathsBelow(folder).Select(path => (path, FileText.Read(path))), stop);

    /// <summary>Reads files that are not on disk.</summary>
    /// <param name="folder">The folder that they belong to, absolute.</param>
    /// <param name="files">The bytes of each, by its absolute path.</param>
    /// <param name="stop">Cancels the read.</param>
    internal static ProjectFiles Read(string folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop)
    {
        var rules = RulesOf(folder);
        var taken = files.Where(file => rules.Has(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal);
        return rules.Read(taken.Select(file => (file.Key, FileText.Of(file.Value))), stop);
    }

    /// <summary>Finds the ids of the models in a folder, in order, without reading files.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
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
