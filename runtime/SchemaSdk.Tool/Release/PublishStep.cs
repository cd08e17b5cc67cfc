using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.Release.Packages;

namespace SchemaSdk.Tool.Release;

/// <summary>Publishes the packages in the order of their dependencies. A stopped step can be run again.</summary>
internal sealed class PublishStep(ReleaseCheckout checkout)
{
    /// <returns>What was done, as a sentence.</returns>
    /// <exception cref="CommandLine.Outcomes.ToolException">The packages are missing or conflict, or the source refused one.</exception>
    internal async Task<string> RunAsync(CancellationToken stop)
    {
        var packages = PackageOrder.Of(checkout.Packages, checkout.Tag.Version);

        // A command of the pack step may have left a file here, which would wrongly indicate that the packages have been published.
        File.Delete(checkout.Mark);
        var folder = checkout.Host.PathOf(checkout.Settings.Source);
        var isFolder = Directory.Exists(folder);
        if (!isFolder)
        {
            PackageSourceAddresses.CheckSafe(checkout.Settings.Source, checkout.Settings.Source);
        }

        var key = checkout.Host.Environment(SecretVariables.Packages) ?? "";
        if (key.Length == 0 && !isFolder)
        {
            return $"Nothing was published, because {SecretVariables.Packages} is not set.";
        }

        await new PackagePublisher(checkout.Host, isFolder ? folder : checkout.Settings.Source, key)
            .PublishAsync(packages, stop)
            .ConfigureAwait(false);
        await File.WriteAllTextAsync(checkout.Mark, checkout.Tag.Version, CancellationToken.None).ConfigureAwait(false);
        return $"{checkout.Settings.Source} has {CountText.Of(packages.Count, "package")} of version {checkout.Tag.Version}.";
    }
}
