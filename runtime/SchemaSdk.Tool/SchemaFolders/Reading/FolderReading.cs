using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Configuration;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>Reads the schema files of a folder in the same way as a build.</summary>
internal static class FolderReading
{
    private static readonly Dictionary<string, string?> NoChanges = [];

    /// <summary>Reads all files, in the order of their paths.</summary>
    /// <param name="folder">The absolute path of the folder. The relative path of each file determines the model id.</param>
    /// <param name="stop">Cancels the read.</param>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file or folder is denied.</exception>
    internal static ProjectFiles Read(string folder, CancellationToken stop) =>
        Read(folder, PathsBelow(folder), NoChanges, stop);

    /// <summary>Reads all files as they will be after a change.</summary>
    /// <param name="folder">The absolute path of the folder. The folder need not exist yet.</param>
    /// <param name="changes">The new file contents by absolute path; null for files that will be deleted.</param>
    /// <param name="stop">Cancels the read.</param>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file or folder is denied.</exception>
    internal static ProjectFiles Read(string folder, IReadOnlyDictionary<string, string?> changes, CancellationToken stop) =>
        Read(folder, Directory.Exists(folder) ? PathsBelow(folder) : [], changes, stop);

    /// <summary>Reads files that are in memory.</summary>
    /// <param name="folder">The absolute path of the folder of schemas. Its lock file may be among the files.</param>
    /// <param name="files">The content of each file, by absolute path.</param>
    /// <param name="stop">Cancels the read.</param>
    internal static ProjectFiles Read(string folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop)
    {
        var rules = RulesOf(folder);
        var taken = files.Where(file => rules.Has(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal);
        return rules.Read(taken.Select(file => (file.Key, FileText.Of(file.Value))), stop) with
        {
            Locks = files.TryGetValue(LockFile.PathOf(folder), out var bytes)
                ? [new LockFile(LockFile.PathOf(folder), FileText.Of(bytes))]
                : [],
        };
    }

    /// <summary>Lists the ids of the models in a folder, in order. Does not read files.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a folder is denied.</exception>
    internal static IEnumerable<string> Ids(string folder) => PathsBelow(folder)
        .Where(path => SchemaFolder.KindOf(path) == SchemaFileKind.Input)
        .Select(path => ModelIds.FromPath(path, folder, SchemaRole.Input))
        .OfType<string>();

    private static ProjectFiles Read(
        string folder, IEnumerable<string> paths, IReadOnlyDictionary<string, string?> changes, CancellationToken stop)
    {
        var rules = RulesOf(folder);
        var kept = paths.Where(path => !changes.ContainsKey(path)).Select(path => (path, FileText.Read(path)));
        var changed = changes.Where(file => file.Value is not null && rules.Has(file.Key)).Select(file => (file.Key, file.Value!));
        var path = LockFile.PathOf(folder);
        return rules.Read(kept.Concat(changed).OrderBy(file => file.Item1, StringComparer.Ordinal), stop) with
        {
            Locks = File.Exists(path) ? [new LockFile(path, FileText.Read(path))] : [],
        };
    }

    private static IEnumerable<string> PathsBelow(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(RulesOf(folder).Has)
        .Order(StringComparer.Ordinal);

    private static SchemaFolder RulesOf(string folder) =>
        new(folder, Directory.Exists(folder) && Directory.EnumerateFiles(folder, SchemaFolder.ProjectFiles).Any())
        {
            Inner = ConfiguredFolder.Inside(folder),
        };
}
