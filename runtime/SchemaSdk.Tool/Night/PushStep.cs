using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// Commits the changes if they are only data, pushes them, and opens or updates the pull request. Only this step needs write access to the
/// repository. The push step runs nothing that the check step built, and trusts no file that the check step wrote.
/// </summary>
internal sealed class PushStep(NightCheckout checkout)
{
    /// <exception cref="ToolException">The changes are refused, or git or gh failed.</exception>
    internal async Task<StepResult> RunAsync(CancellationToken stop)
    {
        switch (checkout.State.Outcome)
        {
            case NightOutcome.Skipped:
                return new StepResult("The update was skipped, so nothing was pushed.");
            case NightOutcome.None:
                throw new ToolException(ExitCode.WrongUsage, "The update is missing. Run 'schemasdk night update' first.");
            case NightOutcome.Ready:
                throw new ToolException(ExitCode.WrongUsage, "The update was not checked. Run 'schemasdk night check' first.");
        }

        var commit = checkout.State.Base;
        if (await checkout.Git.TextAsync(stop, "rev-parse", "HEAD").ConfigureAwait(false) != commit)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"HEAD is not at {commit} anymore. Start again with 'schemasdk night update'. Nothing was pushed.");
        }

        var branch = new UpdateBranch(checkout, commit);
        return checkout.State.Outcome == NightOutcome.Same
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
        return new StepResult($"Deleted the branch {checkout.Settings.Branch}, because the update has no changes.");
    }

    private async Task<StepResult> PushAsync(UpdateBranch branch, string commit, CancellationToken stop)
    {
        var made = new CheckedTree(checkout);
        var tree = await made.MakeAsync(commit, stop).ConfigureAwait(false);
        var files = new WorkTree(checkout, commit);
        await files.CheckAsync(tree, stop).ConfigureAwait(false);
        var request = await PushedText
            .MakeAsync(checkout, commit, await branch.CommitAsync(tree, "Update schemas", stop).ConfigureAwait(false), stop)
            .ConfigureAwait(false);
        checkout.State.WriteText(request.Text);
        if (request.Next is { } next)
        {
            tree = await made.AddVersionAsync(next, stop).ConfigureAwait(false);
        }

        var there = await branch.FetchAsync(stop).ConfigureAwait(false);
        var isPushed = await branch.PushAsync(there, tree, request.Title, stop).ConfigureAwait(false);

        var kept = await files.TryRestoreAsync(stop).ConfigureAwait(false)
            ? "" : " The updated files stay in the checkout, because a file was changed during the push.";
        var put = await new PullRequest(checkout).PutAsync(request.Title, request.Text, stop).ConfigureAwait(false);
        var pushed = isPushed ? "was pushed" : "already has these changes";
        return new StepResult($"The branch {checkout.Settings.Branch} {pushed}. {put}{kept}");
    }
}
