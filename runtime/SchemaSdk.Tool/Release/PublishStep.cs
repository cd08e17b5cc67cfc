using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.Release.Packages;

namespace SchemaSdk.Tool.Release;

/// <summary>Publishes the packages in the order of their dependencies. A stopped step can be run again.</summary>
internal sealed class PublishStep(ReleasePlace place)
{
    /// <returns>What was done, as a sentence.</returns>
    /// <exception cref="CommandLine.Outcomes.ToolException">The packages are missing or conflict, or the source refused one.</exception>
    internal async Task<string> RunAsync(CancellationToken stop)
    {
        var packages = PackageOrder.Of(place.Packages, place.Tag.Version);

        // A file that the pack step left at this path would say that the packages have been published.
        File.Delete(place.Mark);
        var folder = place.Host.PathOf(place.Settings.Source);
        var isFolder = Directory.Exists(folder);
        if (!isFolder)
        {
            PackageSourceAddresses.CheckSafe(place.Settings.Source, place.Settings.Source);
        }

        var key = place.Host.Environment(SecretVariables.Packages) ?? "";
        if (key.Length == 0 && !isFolder)
        {
            return $"Nothing is published, because {SecretVariables.Packages} is not set.";
        }

        await new PackagePublisher(place.Host, isFolder ? folder : place.Settings.Source, key)
            .PublishAsync(packages, stop)
            .ConfigureAwait(false);
        await File.WriteAllTextAsync(place.Mark, place.Tag.Version, CancellationToken.None).ConfigureAwait(false);
        return $"{place.Settings.Source} has {CountText.Of(packages.Count, "package")} of version {place.Tag.Version}.";
    }
}
