using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.Release.Packages;

namespace SchemaSdk.Tool.Release;

/// <summary>Makes the packages of a tag, and tests them. This step needs no secret.</summary>
internal sealed class PackStep(ReleaseCheckout checkout)
{
    /// <returns>What was done, as a sentence.</returns>
    /// <exception cref="ToolException">The checkout has uncommitted changes, or packing or a test failed.</exception>
    internal async Task<string> RunAsync(CancellationToken stop)
    {
        string[] status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all"];
        if (await checkout.Git.ListAsync(stop, status).ConfigureAwait(false) is { Length: > 0 } changed)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"There are uncommitted changes: {NamedFiles.Join([.. changed.Select(static change => change[3..])])}. The packages would "
                + "not match the tag. Stash or discard the changes first.");
        }

        await PackagesFolder.EmptyAsync(checkout.Packages, kept: checkout.Host.Folder, checkout.Git, stop).ConfigureAwait(false);
        var commands = new OwnCommands(checkout.Host, checkout.Host.Folder, checkout.Tag.Version, checkout.Packages);
        await commands.RunAsync(checkout.Settings.Pack, "The packages could not be created. Nothing was published.", stop)
            .ConfigureAwait(false);
        var packages = PackageOrder.Of(checkout.Packages, checkout.Tag.Version);
        if (checkout.Settings.Test.Count > 0)
        {
            await commands.RunAsync(checkout.Settings.Test, "A package failed its test. Nothing was published.", stop)
                .ConfigureAwait(false);
        }
        else
        {
            await new PackageTrial(checkout.Host, checkout.Packages, checkout.Tag.Version).RunAsync(packages, stop).ConfigureAwait(false);
        }

        return $"Packed {checkout.Tag.Version}. The packages will be published in this order: "
            + $"{string.Join(", ", packages.Select(static package => package.Id))}.";
    }
}
