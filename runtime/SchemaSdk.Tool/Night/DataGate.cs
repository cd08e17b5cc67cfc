using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Night;

/// <summary>Checks that an update changes only plain files with data: schemas, patches, lock files and the changelog.</summary>
/// <param name="checkout">The checkout.</param>
/// <param name="prefix">
/// The folder with <c>schemasdk.json</c>, as a path relative to the root of the repository. Ends with a slash unless it is empty.
/// </param>
internal sealed partial class DataGate(NightCheckout checkout, string prefix)
{
    private const string Deleted = "000000";

    /// <exception cref="ToolException">The update changes something other than data, or nothing at all.</exception>
    internal async Task CheckAsync(string before, string after, CancellationToken stop)
    {
        var list = await checkout.Git.ListAsync(stop, "diff-tree", "-r", "--raw", "--no-renames", "-z", before, after)
            .ConfigureAwait(false);
        if (list.Length == 0)
        {
            throw new ToolException(ExitCode.Findings, "Nothing changed, so nothing was pushed.");
        }

        // Each change consists of two items, such as ":100644 100644 8f9a… 2c3d… M" and the path.
        var changes = list.Chunk(2).Select(static pair => (Mode: pair[0].Split(' ')[1], Path: pair[1])).ToList();
        var spellings = await SpellingsAsync(after, [.. changes.Select(static change => change.Path)], stop).ConfigureAwait(false);
        var faults = changes
            .Select(change => (change.Path, Fault: FaultOf(change.Mode, change.Path)
                ?? (change.Mode == Deleted ? null : FaultOfSpelling(spellings, change.Path))))
            .Where(static change => change.Fault is not null)
            .Select(static change => $"{change.Path} {change.Fault}")
            .ToList();
        if (faults.Count > 0)
        {
            throw new ToolException(
                ExitCode.Findings,
                "An update may change only schemas, their lock files and the changelog, but "
                + $"{NamedFiles.Join(faults, "; ")}. Nothing was pushed.");
        }
    }

    // On Windows and macOS, a changed file would replace an unchanged file whose path differs only in case.
    private async Task<Spellings> SpellingsAsync(string tree, HashSet<string> changed, CancellationToken stop)
    {
        var spellings = new Spellings();
        var paths = await checkout.Git.ListAsync(stop, "ls-tree", "-r", "-z", "--name-only", "--full-tree", tree).ConfigureAwait(false);
        foreach (var path in paths.Where(path => !changed.Contains(path)))
        {
            // A clash between two unchanged files is ignored, because the update did not cause it.
            spellings.Claim(path);
        }

        return spellings;
    }

    private static string? FaultOfSpelling(Spellings spellings, string path) =>
        spellings.Claim(path) is { } other ? $"differs only in case from {other}" : null;

    private string? FaultOf(string mode, string path)
    {
        if (path == prefix + checkout.Settings.VersionFile)
        {
            return "is an MSBuild file, which could run code, so only the step 'push' may write it";
        }

        if (mode is not ("100644" or Deleted))
        {
            return "is not a plain file";
        }

        if (path == prefix + checkout.Settings.Changelog || checkout.Folders.Any(folder => path == prefix + checkout.LockOf(folder)))
        {
            return null;
        }

        // One folder of schemas may contain another, so take the innermost.
        var home = checkout.Folders.Select(folder => $"{prefix}{folder.Shown(checkout.Host)}/")
            .Where(folder => path.StartsWith(folder, StringComparison.Ordinal))
            .MaxBy(static folder => folder.Length);
        return home is null || SchemaFile().Match(path[home.Length..]) is not { Success: true } match ? "is not part of the schemas"
            : mode != Deleted && match.Groups[1].Value is { Length: > 0 } id && ModelIdFault.Of(id) is { } fault
                ? $"is not the path of a model: it {fault}"
            : null;
    }

    [GeneratedRegex(@"\A(?:output\.json|(.+)/(?:input|output|input\.patch)\.json)\z", RegexOptions.Singleline)]
    private static partial Regex SchemaFile();
}
