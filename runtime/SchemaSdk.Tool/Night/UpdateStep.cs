using SchemaSdk.Client.Settings;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// Updates the schemas from the catalogue, and writes the changelog. Only this step needs the token of the service.
/// </summary>
internal sealed class UpdateStep(NightCheckout checkout)
{
    /// <param name="acceptsShrink">True to accept a catalogue that is much smaller than before.</param>
    /// <param name="stop">Stops the update. A stopped update changes nothing.</param>
    /// <exception cref="ToolException">The update failed. Nothing was changed.</exception>
    internal async Task<StepResult> RunAsync(bool acceptsShrink, CancellationToken stop)
    {
        checkout.State.Hide();
        if (Obstacle() is { } reason)
        {
            checkout.State.Clear();
            checkout.State.Outcome = NightOutcome.Skipped;
            return new StepResult($"Skipped: {reason}.");
        }

        if (await checkout.ChangesAsync(stop).ConfigureAwait(false) is { Count: > 0 } changed)
        {
            if (checkout.State.Outcome is not (NightOutcome.Ready or NightOutcome.Checked))
            {
                checkout.State.Clear();
            }

            throw new ToolException(
                ExitCode.WrongUsage, $"There are uncommitted changes: {NamedFiles.Join(changed)}. Commit or stash them first.");
        }

        var commit = await checkout.Git.TextAsync(stop, "rev-parse", "HEAD").ConfigureAwait(false);
        var last = await ReleaseTags.LastAsync(checkout.Git, stop).ConfigureAwait(false);
        if (last is null && await checkout.Git.TextAsync(stop, "rev-parse", "--is-shallow-repository").ConfigureAwait(false) == "true")
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"{checkout.Host.Folder} is a shallow clone, in which the last release cannot be found. Run 'git fetch --unshallow --tags' "
                + "or set 'fetch-depth: 0' for actions/checkout in the workflow. Nothing was changed.");
        }

        checkout.State.Clear();
        try
        {
            var paths = checkout.Folders.Select(static folder => new SchemaPaths(folder.Path)).ToArray();
            var counted = Array.ConvertAll(paths, static one => one.CountedCatalogues());
            var retired = Array.ConvertAll(paths, static one => one.Retirements());
            var taken = await new SchemaUpdate(checkout).RunAsync(last, acceptsShrink, stop).ConfigureAwait(false);
            var unneeded = acceptsShrink ? [] : checkout.Folders.Where((_, at) =>
                (HasErrors(taken) || paths[at].CountedCatalogues().IsSubsetOf(counted[at]))
                && paths[at].Retirements().SetEquals(retired[at]));
            return await FinishAsync(commit, taken, [.. unneeded.Select(checkout.LockOf)], stop).ConfigureAwait(false);
        }
        catch
        {
            // The undo must complete even if the error is a cancellation.
            await checkout.UndoAsync(CancellationToken.None).ConfigureAwait(false);
            checkout.State.Clear();
            throw;
        }
    }

    // Errors about refused ids do not matter, because models with such ids are never on the branch.
    private static bool HasErrors(TakenSchemas taken) =>
        taken.Update.Findings.Any(static finding => finding.Level == FindingLevel.Error && finding.Rule != "refused-id");

    private async Task<StepResult> FinishAsync(string commit, TakenSchemas taken, string[] unneeded, CancellationToken stop)
    {
        checkout.State.Base = commit;

        // In a lock file, the sizes of catalogues can change even if no model in the folder does. Such a change alone counts only if it
        // records the first size of a catalogue, or if a person has accepted that a catalogue became smaller. A changed retirement in a
        // lock file always counts.
        var excluded = unneeded.Select(static path => $":(exclude){path}");
        if (await checkout.ChangesAsync(stop, ["--", ".", .. excluded]).ConfigureAwait(false) is [])
        {
            await checkout.UndoAsync(stop).ConfigureAwait(false);
            if (HasErrors(taken))
            {
                // The branch may contain an update from a night without errors. With Skipped, the push step keeps the branch.
                checkout.State.Outcome = NightOutcome.Skipped;
                return new StepResult(
                    "Skipped, because every model that differs from the catalogue has errors. "
                    + $"The branch {checkout.Settings.Branch} is kept until the errors are resolved.")
                {
                    Findings = taken.Findings,
                };
            }

            checkout.State.Outcome = NightOutcome.Same;
            return new StepResult("Nothing to do: the schemas match the catalogue.") { Findings = taken.Findings };
        }

        if (taken.Next is { } next)
        {
            checkout.State.Next = next;
        }

        checkout.State.Reports = taken.Handed;
        checkout.State.Outcome = NightOutcome.Ready;
        return new StepResult(taken.Next is null ? "The schemas were updated." : $"The schemas were updated for {taken.Next}.")
        {
            Findings = taken.Findings,
        };
    }

    // A run in a fork has no secrets, so it is skipped. If only some secrets are missing, the run fails, because those were forgotten.
    private string? Obstacle()
    {
        var environment = new ModelEnvironment(checkout.Host.Environment);
        var tokens = checkout.Updated
            .Select(folder => ServiceChoice.InFolder(new AskedService(null, null).In(folder), folder.Path).Profile.Defaults.TokenVariables)
            .Where(static names => names.Count > 0)
            .ToLookup(names => names.Any(name => environment.Of(name) is not null), static names => names[0]);
        return tokens[false].FirstOrDefault() is not { } missing
            ? checkout.Updated.Count == 0 ? "no model has been added yet; add one with 'schemasdk add'" : null
            : tokens[true].FirstOrDefault() is { } known ? throw new ToolException(
                ExitCode.WrongUsage,
                $"{missing} is not set, but {known} is. Set both for the step that updates the schemas. Nothing was changed.")
            : $"{missing} is not set";
    }
}
