using SchemaSdk.Schemas.Files;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Configuration;

/// <summary>A folder of schemas, with its settings.</summary>
/// <param name="Path">The full path of the folder.</param>
/// <param name="Settings">The settings of the folder in <c>schemasdk.json</c>; the defaults if the file does not list the folder.</param>
internal sealed record ConfiguredFolder(string Path, FolderSettings Settings)
{
    private const string Usual = "schemas";

    /// <summary>Returns the folder at a path, with its settings if <c>schemasdk.json</c> lists it.</summary>
    internal static ConfiguredFolder At(string path, ToolHost host)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(host.PathOf(path));
        return All(host).FirstOrDefault(one => ConfigurationFile.PathComparer.Equals(one.Path, full))
            ?? new ConfiguredFolder(full, new FolderSettings());
    }

    /// <summary>Returns all folders that <c>schemasdk.json</c> lists; if it lists none, the default folder.</summary>
    internal static IReadOnlyList<ConfiguredFolder> All(ToolHost host)
    {
        var file = ConfigurationFile.Find(host);
        return In(file.Content, file.HomeFor(host));
    }

    /// <summary>Returns all folders that a <c>schemasdk.json</c> lists; if it lists none, the default folder next to the file.</summary>
    internal static IReadOnlyList<ConfiguredFolder> In(ToolConfiguration content, string home) => content.Folders.Count == 0
        ? [new ConfiguredFolder(System.IO.Path.Combine(home, Usual), new FolderSettings())]
        : [.. content.Folders.Select(one => new ConfiguredFolder(ConfigurationFile.FullPathOf(one.Key, home), one.Value))];

    /// <summary>
    /// Returns the full paths of the folders inside an outer folder, if <c>schemasdk.json</c> lists both. Files in the inner folders do not
    /// belong to the outer folder. A build that sets <c>ModelSchemaRoot</c> for the inner folders separates the files too.
    /// </summary>
    /// <param name="path">The full path of the outer folder.</param>
    /// <exception cref="ToolException">The <c>schemasdk.json</c> cannot be used.</exception>
    internal static IReadOnlyList<string> Inside(string path)
    {
        var outer = System.IO.Path.TrimEndingDirectorySeparator(path);
        var file = ConfigurationFile.Find(outer);
        var home = System.IO.Path.GetDirectoryName(file.Path) ?? outer;
        var folders = file.Content.Folders.Keys.Select(folder => ConfigurationFile.FullPathOf(folder, home)).ToList();
        return folders.Contains(outer, ConfigurationFile.PathComparer)
            ? folders.FindAll(folder => ModelIds.BelowRoot(folder, outer) is not null)
            : [];
    }

    /// <summary>Returns the error to report if the folder does not exist.</summary>
    internal ToolException Missing(ToolHost host) => new(
        ExitCode.WrongUsage,
        $"The folder of schemas does not exist: '{Path}'."
        + (ConfigurationFile.Find(host) is { Path: { } file, Content.Folders.Count: > 0 } && All(host).Any(one => one.Path == Path)
            ? $" The folder is listed in {file}."
            : ""));

    internal string Shown(ToolHost host) => System.IO.Path.GetRelativePath(host.Folder, Path).Replace('\\', '/');
}
