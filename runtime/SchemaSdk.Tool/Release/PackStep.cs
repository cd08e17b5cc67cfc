using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.Release.Packages;

namespace SchemaSdk.Tool.Release;

/// <summary>Makes the packages of a tag, and tests them. This step needs no secret.</summary>
internal sealed class PackStep(ReleasePlace place)
{
    /// <returns>What was done, as a sentence.</returns>
    /// <exception cref="ToolException">The checkout has uncommitted changes, or packing or a test failed.</exception>
    internal async Task<string> RunAsync(CancellationToken stop)
    {
        string[] status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all"];
        if (await place.Git.ListAsync(stop, status).ConfigureAwait(false) is { Length: > 0 } changed)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"There are uncommitted changes: {NamedFiles.Join([.. changed.Select(static change => change[3..])])}. The packages would "
                + "not match the tag. Stash or discard the changes first.");
        }

        await PackagesFolder.EmptyAsync(place.Packages, kept: place.Host.Folder, place.Git, stop).ConfigureAwait(false);
        var commands = new OwnCommands(place.Host, place.Host.Folder, place.Tag.Version, place.Packages);
        await commands.RunAsync(place.Settings.Pack, "The packages could not be created. Nothing is published.", stop)
            .ConfigureAwait(false);
        var packages = PackageOrder.Of(place.Packages, place.Tag.Version);
        if (place.Settings.Test.Count > 0)
        {
            await commands.RunAsync(place.Settings.Test, "A package failed its test. Nothing is published.", stop).ConfigureAwait(false);
        }
        else
        {
            await new PackageTrial(place.Host, place.Packages, place.Tag.Version).RunAsync(packages, stop).ConfigureAwait(false);
        }

        return $"Packed {place.Tag.Version}. The packages are published in this order: "
            + $"{string.Join(", ", packages.Select(static package => package.Id))}.";
    }
}
