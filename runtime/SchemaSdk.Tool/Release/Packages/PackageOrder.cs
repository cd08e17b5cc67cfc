using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Release.Packages;

/// <summary>Puts each package after its dependencies, so that no package is visible before it can be installed.</summary>
internal static class PackageOrder
{
    /// <param name="folder">The full path of the folder with the packages.</param>
    /// <param name="version">The version that all of them must have.</param>
    /// <exception cref="ToolException">
    /// The folder has no package, a package has another version or was packed twice, or packages depend on each other.
    /// </exception>
    internal static IReadOnlyList<MadePackage> Of(string folder, string version)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.nupkg").Order(StringComparer.Ordinal).ToArray() : [];
        if (files.Length == 0)
        {
            throw new ToolException(ExitCode.WrongUsage, $"{folder} has no packages. Run 'schemasdk release pack' first.");
        }

        var packages = files.Select(MadePackage.Read).ToList();
        if (packages.Find(package => package.Version != version) is { } other)
        {
            throw new ToolException(
                ExitCode.Findings,
                $"{Path.GetFileName(other.Path)} has version {other.Version} instead of {version}. Remove the version that its "
                + "project sets.");
        }

        if (packages.GroupBy(static package => package.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static same => same.Count() > 1)
            is { } twice)
        {
            throw new ToolException(
                ExitCode.Findings,
                $"{twice.Key} was packed twice: {string.Join(", ", twice.Select(static package => Path.GetFileName(package.Path)))}. "
                + "Pack it only once.");
        }

        return Sort(packages);
    }

    private static List<MadePackage> Sort(List<MadePackage> packages)
    {
        var (sorted, done) = (new List<MadePackage>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var own = packages.Select(static package => package.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        while (sorted.Count < packages.Count)
        {
            var next = packages.Find(
                package => !done.Contains(package.Id) && package.Needs.All(id => !own.Contains(id) || done.Contains(id)))
                ?? throw new ToolException(
                    ExitCode.Findings,
                    "Each of these packages depends on another in the list, so none can be published first: "
                    + $"{string.Join(", ", own.Except(done).Order(StringComparer.Ordinal))}.");
            sorted.Add(next);
            done.Add(next.Id);
        }

        return sorted;
    }
}
