using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>
/// Makes the paths of a report relative to the root of the git repository, because GitHub and SARIF readers resolve paths from there.
/// </summary>
internal static class RepositoryPaths
{
    internal static Report Of(Report report, ToolHost host)
    {
        return RootOf(host) is not { } root || root == host.Folder ? report : report with
        {
            Findings =
            [
                .. report.Findings.Select(finding => finding with
                {
                    Place = finding.Place is { } place ? At(place) : null,
                    Related = [.. finding.Related.Select(At)],
                }),
            ],
        };

        Place At(Place place) => place with { Path = Path.GetRelativePath(root, host.PathOf(place.Path)).Replace('\\', '/') };
    }

    private static string? RootOf(ToolHost host)
    {
        for (var folder = new DirectoryInfo(host.Folder); folder is not null; folder = folder.Parent)
        {
            // In a worktree, .git is a file.
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
