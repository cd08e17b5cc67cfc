using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// Commits the changes if they are only data, pushes them, and opens or updates the pull request. Only this step needs write access to the
/// repository. It runs nothing that the check built, and trusts nothing that the check left.
/// </summary>
internal sealed class PushStep(NightPlace place)
{
    /// <exception cref="ToolException">The changes are refused, or git or gh failed.</exception>
    internal async Task<StepResult> RunAsync(CancellationToken stop)
    {
        switch (place.State.Outcome)
        {
            case NightOutcome.Skipped:
                return new StepResult("Nothing to push: the update was skipped.");
            case NightOutcome.None:
                throw new ToolException(ExitCode.WrongUsage, "The update is missing. Run 'schemasdk night update' first.");
            case NightOutcome.Ready:
                throw new ToolException(ExitCode.WrongUsage, "The update was not checked. Run 'schemasdk night check' first.");
        }

        var commit = place.State.Base;
        if (await place.Git.TextAsync(stop, "rev-parse", "HEAD").ConfigureAwait(false) != commit)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"HEAD has moved from {commit}. Start again with 'schemasdk night update'. Nothing is pushed.");
        }

        var branch = new UpdateBranch(place, commit);
        return place.State.Outcome == NightOutcome.Same
            ? await CleanUpAsync(branch, stop).ConfigureAwait(false)
            : await PushAsync(branch, commit, stop).ConfigureAwait(false);
    }

    private async Task<StepResult> CleanUpAsync(UpdateBranch branch, CancellationToken stop)
    {
        if (await branch.FetchAsync(stop).ConfigureAwait(false) is not { } there)
        {
            return new StepResult("Nothing to push.");
        }

        await branch.DeleteAsync(there, stop).ConfigureAwait(false);
        return new StepResult($"Deleted {place.Settings.Branch}, which has no changes left.");
    }

    private async Task<StepResult> PushAsync(UpdateBranch branch, string commit, CancellationToken stop)
    {
        var next = await NextAsync(stop).ConfigureAwait(false);
        var text = place.State.Text;
        var title = next is null ? "Update schemas" : $"Update schemas for {next}";
        var made = new CheckedTree(place);
        var tree = await made.MakeAsync(commit, stop).ConfigureAwait(false);
        var files = new WorkTree(place, commit);
        await files.CheckAsync(tree, stop).ConfigureAwait(false);
        if (next is not null)
        {
            tree = await made.AddVersionAsync(next, stop).ConfigureAwait(false);
        }

        var there = await branch.FetchAsync(stop).ConfigureAwait(false);
        var isPushed = await branch.PushAsync(there, tree, title, stop).ConfigureAwait(false);

        // The branch has the changes, so the checkout need not.
        var kept = await files.TryRestoreAsync(stop).ConfigureAwait(false)
            ? "" : " The checkout keeps the update, because a file was changed meanwhile.";
        var request = await new PullRequest(place).PutAsync(title, text, stop).ConfigureAwait(false);
        return new StepResult($"{place.Settings.Branch} {(isPushed ? "was pushed" : "already has these changes")}. {request}{kept}");
    }

    // The version becomes part of every later build. So it must be one that can follow the last release of this checkout.
    private async Task<ReleaseVersion?> NextAsync(CancellationToken stop)
    {
        var (next, last) = (place.State.Next, await ReleaseTags.LastAsync(place.Git, stop).ConfigureAwait(false));
        return next is null || (last is not null && Enum.GetValues<Bump>().Any(bump => bump != Bump.None && last.Next(bump) == next))
            ? next
            : throw new ToolException(
                ExitCode.Findings, $"{next} cannot be the version after {last?.ToString() ?? "nothing"}. Nothing is pushed.");
    }
}
