using SchemaSdk.Tool.Publishing;

namespace SchemaSdk.Tool.Night;

/// <summary>Builds, tests and packs with the updated schemas, and saves the changes as a patch. This step needs no secret.</summary>
internal sealed class CheckStep(NightPlace place)
{
    private static readonly string[] Plain =
        ["--binary", "--full-index", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--src-prefix=a/", "--dst-prefix=b/"];

    /// <exception cref="CommandLine.Outcomes.ToolException">The schemas do not build, a test fails, or packing fails.</exception>
    internal async Task<StepResult> RunAsync(CancellationToken stop)
    {
        if (place.State.Outcome != NightOutcome.Ready)
        {
            return new StepResult("Nothing to check.");
        }

        var packages = place.Host.PathOf(place.Settings.Packages);
        await PackagesFolder.EmptyAsync(packages, kept: place.Host.PathOf(NightState.Folder), place.Git, stop).ConfigureAwait(false);
        var commands = new OwnCommands(place.Host, place.Host.Folder, place.State.Next?.ToString(), packages);
        await commands.RunAsync(place.Settings.Check, "The schemas do not build, or a test fails. Nothing is pushed.", stop)
            .ConfigureAwait(false);
        await commands.RunAsync(place.Settings.Pack, "The packages could not be created. Nothing is pushed.", stop).ConfigureAwait(false);
        var files = await new WorkTree(place, place.State.Base).ReadAsync(stop).ConfigureAwait(false);
        var patch = await place.Git.BytesAsync(stop, ["diff", .. Plain, place.State.Base, files]).ConfigureAwait(false);
        await File.WriteAllBytesAsync(place.State.Patch, patch, stop).ConfigureAwait(false);
        place.State.Outcome = NightOutcome.Checked;
        return new StepResult("The update was built, tested and packed.");
    }
}
