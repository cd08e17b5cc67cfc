using Microsoft.Extensions.FileSystemGlobbing;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Infer;

/// <summary>Finds the files of samples that somebody typed: files, folders, and patterns for shells that leave them as they are.</summary>
/// <param name="host">The surroundings.</param>
internal sealed class SampleFiles(ToolHost host)
{
    /// <summary>Lists the files, each once, as they are shown and by their full paths.</summary>
    /// <exception cref="ToolException">One of them means no file.</exception>
    internal IReadOnlyList<(string Shown, string Path)> Find(IEnumerable<string> typed) =>
    [
        .. typed
            .SelectMany(Find)
            .Distinct(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(host.Folder, path).Replace('\\', '/'), path)),
    ];

    private List<string> Find(string typed)
    {
        var path = host.PathOf(typed);
        if (File.Exists(path))
        {
            return [path];
        }

        var (folder, pattern) = Directory.Exists(path) ? (path, "**/*.json") : SplitOf(path);
        var found = pattern is null || !Directory.Exists(folder)
            ? []
            : new Matcher(StringComparison.Ordinal).AddInclude(pattern).GetResultsInFullPath(folder).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new ToolException(
            ExitCode.WrongUsage, $"'{typed}' has no sample: give a file, or a folder or pattern that finds one. Nothing was changed.");
    }

    // Up to the first part that has a star, and from there.
    private static (string Folder, string? Pattern) SplitOf(string path)
    {
        var star = path.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return (path, null);
        }

        var end = path.LastIndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], star) + 1;
        return (path[..end], path[end..].Replace('\\', '/'));
    }
}
