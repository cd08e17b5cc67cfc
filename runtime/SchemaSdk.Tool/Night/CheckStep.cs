using SchemaSdk.Tool.Publishing;

namespace SchemaSdk.Tool.Night;

/// <summary>Builds, tests and packs the code with the updated schemas, and saves the changes as a patch. Needs no secret.</summary>
internal sealed class CheckStep(NightCheckout checkout)
{
    private static readonly string[] Plain =
        ["--binary", "--full-index", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--src-prefix=a/", "--dst-prefix=b/"];

    /// <exception cref="CommandLine.Outcomes.ToolException">The schemas do not build, a test fails, or packing fails.</exception>
    internal async Task<StepResult> RunAsync(CancellationToken stop)
    {
        if (checkout.State.Outcome != NightOutcome.Ready)
        {
            return new StepResult("Nothing to check.");
        }

        var packages = checkout.Host.PathOf(checkout.Settings.Packages);
        await PackagesFolder.EmptyAsync(packages, kept: checkout.Host.PathOf(NightState.Folder), checkout.Git, stop).ConfigureAwait(false);
        var commands = new OwnCommands(checkout.Host, checkout.Host.Folder, checkout.State.Next?.ToString(), packages);
        await commands.RunAsync(checkout.Settings.Check, "The schemas do not build, or a test fails. Nothing was pushed.", stop)
            .ConfigureAwait(false);
        await commands.RunAsync(checkout.Settings.Pack, "The packages could not be created. Nothing was pushed.", stop)
            .ConfigureAwait(false);
        var files = await new WorkTree(checkout, checkout.State.Base).ReadAsync(stop).ConfigureAwait(false);
        var patch = await checkout.Git.BytesAsync(stop, ["diff", .. Plain, checkout.State.Base, files]).ConfigureAwait(false);
        await File.WriteAllBytesAsync(checkout.State.Patch, patch, stop).ConfigureAwait(false);
        checkout.State.Outcome = NightOutcome.Checked;
        return new StepResult("The update was built, tested and packed.");
    }
}
