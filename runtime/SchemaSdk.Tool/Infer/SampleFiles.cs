using Microsoft.Extensions.FileSystemGlobbing;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Infer;

/// <summary>Finds the sample files. The arguments can be files, folders, and patterns that the shell did not expand.</summary>
internal sealed class SampleFiles(ToolHost host)
{
    /// <summary>Lists the files without duplicates, each with the path to show and the full path.</summary>
    /// <exception cref="ToolException">An argument matches no file.</exception>
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
            ExitCode.WrongUsage,
            $"'{typed}' matches no file. Specify a file, a folder with JSON files, or a pattern that matches files. Nothing was changed.");
    }

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
