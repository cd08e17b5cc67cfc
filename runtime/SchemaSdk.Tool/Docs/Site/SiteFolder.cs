using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Disk;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Writes a documentation site to its folder. Only files that an earlier run wrote are replaced or deleted.</summary>
/// <param name="folder">The absolute path of the folder.</param>
/// <param name="schemas">The absolute path of the folder of schemas.</param>
/// <param name="create">Creates a file for writing.</param>
internal sealed class SiteFolder(string folder, string schemas, Func<string, Stream> create)
{
    private const string Busy = "schemasdk-site.busy";
    private const string Staging = ".schemasdk-staging";

    /// <summary>Writes a site, and replaces an earlier one.</summary>
    /// <param name="files">The contents of all files, by path.</param>
    /// <returns>The files that the new site does not have, but that were kept because they have changed since the earlier run.</returns>
    /// <exception cref="ToolException">
    /// The folder has files that do not belong to a site, or the site of another folder of schemas, or a file could not be written.
    /// </exception>
    internal IReadOnlyList<string> Write(IReadOnlyDictionary<string, string> files)
    {
        if (File.Exists(folder))
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{folder}' is a file, so nothing was written. Specify a folder.");
        }

        using var guard = FolderGuard.Take(PathOf(Busy));
        var list = PathOf(SiteList.Name);
        var (other, before) = File.Exists(list)
            ? SiteList.Read(File.ReadAllText(list), list)
            : IsEmpty()
                ? ((string?)null, new Dictionary<string, string>())
                : throw new ToolException(
                    ExitCode.WrongUsage,
                    $"'{folder}' has files that 'schemasdk docs' did not write, so nothing was written. Specify an empty folder, or one "
                    + "that does not exist.");

        // If the listed folder of schemas is gone, the user may have renamed it, so its pages are replaced.
        var own = Path.GetRelativePath(folder, schemas).Replace('\\', '/');
        if (other is not null && !other.Equals(own, StringComparison.OrdinalIgnoreCase) && Directory.Exists(PathOf(other)))
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"'{folder}' has the pages of the schemas in '{Path.GetFullPath(other, folder)}', so nothing was written. Specify another "
                + "folder with --output.");
        }

        if (files.Keys.FirstOrDefault(path => !before.ContainsKey(path) && Path.Exists(PathOf(path))) is { } foreign)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"'{PathOf(foreign)}' exists, but 'schemasdk docs' did not write it, so nothing was written. Move it, or specify another "
                + "folder.");
        }

        // Lists the earlier files too, so that the next run recognizes them if this process is killed.
        var now = SiteFiles.HashesOf(files);
        var staged = new StagedFiles(PathOf(Staging), create) { Root = Path.TrimEndingDirectorySeparator(folder) };
        staged.Put(list, SiteList.Write(own, now.Concat(before.Where(file => !now.ContainsKey(file.Key)))));
        foreach (var (path, text) in files)
        {
            staged.Put(PathOf(path), text);
        }

        var old = before.Keys.Where(path => !files.ContainsKey(path) && File.Exists(PathOf(path))).ToList();
        var changed = old.Where(path => SiteFiles.HashOf(File.ReadAllBytes(PathOf(path))) != before[path]).ToList();
        foreach (var path in old.Except(changed))
        {
            staged.Delete(PathOf(path));
        }

        staged.Put(list, SiteList.Write(own, now));
        staged.Commit();
        return changed;
    }

    private bool IsEmpty() =>
        Directory.EnumerateFileSystemEntries(folder).All(static path => Path.GetFileName(path) is Busy or Staging);

    private string PathOf(string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
