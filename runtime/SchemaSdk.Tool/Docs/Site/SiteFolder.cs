using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Disk;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>The folder that a site is written into. It replaces and deletes only what it wrote itself.</summary>
/// <param name="folder">The folder, absolute.</param>
/// <param name="create">Makes a file to write into.</param>
internal sealed class SiteFolder(string folder, Func<string, Stream> create)
{
    private const string Busy = "schemasdk-site.busy";
    private const string Staging = ".schemasdk-staging";

    /// <summary>Writes a site in place of the one that is there.</summary>
    /// <param name="files">The texts of all files, by their paths.</param>
    /// <returns>The files of the site before that somebody changed, and that are therefore left where they are.</returns>
    /// <exception cref="ToolException">The folder has what is not of a site, or a file could not be written.</exception>
    internal IReadOnlyList<string> Write(IReadOnlyDictionary<string, string> files)
    {
        if (File.Exists(folder))
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{folder}' is a file, so nothing was written. Give a folder.");
        }

        using var guard = FolderGuard.Take(PathOf(Busy));
        var list = PathOf(SiteList.Name);
        var before = File.Exists(list)
            ? SiteList.Read(File.ReadAllText(list), list)
            : IsEmpty()
                ? new Dictionary<string, string>()
                : throw new ToolException(
                    ExitCode.WrongUsage,
                    $"'{folder}' has files that are not of a site, so nothing was written. Give an empty folder, or one that is not "
                    + "there.");
        if (files.Keys.FirstOrDefault(path => !before.ContainsKey(path) && Path.Exists(PathOf(path))) is { } foreign)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"'{PathOf(foreign)}' is not of the site, so nothing was written. Move it, or give another folder.");
        }

        // First the files of both sites: a process that is killed leaves no file that the next one does not know.
        var now = SiteFiles.HashesOf(files);
        var staged = new StagedFiles(PathOf(Staging), create);
        staged.Put(list, SiteList.Write(now.Concat(before.Where(file => !now.ContainsKey(file.Key)))));
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

        staged.Put(list, SiteList.Write(now));
        staged.Commit();
        return changed;
    }

    private bool IsEmpty() =>
        Directory.EnumerateFileSystemEntries(folder).All(static path => Path.GetFileName(path) is Busy or Staging);

    private string PathOf(string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
