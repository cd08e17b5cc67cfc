using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Diff;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// The next version and the text of the pull request. The push step computes the version and the changes again from the checked patch. A
/// program that the check step built may have changed the files from the update step.
/// </summary>
/// <param name="Next">The next version; null before the first release, or if the version stays the same.</param>
/// <param name="Text">The text of the pull request.</param>
internal sealed record PushedText(ReleaseVersion? Next, string Text)
{
    internal string Title => Next is null ? "Update schemas" : $"Update schemas for {Next}";

    /// <param name="checkout">The checkout.</param>
    /// <param name="commit">The commit that the update is based on.</param>
    /// <param name="update">A commit with the checked update.</param>
    /// <param name="stop">Kills git.</param>
    /// <exception cref="ToolException">The checked version does not fit the changes, or the schemas cannot be compared.</exception>
    internal static async Task<PushedText> MakeAsync(NightCheckout checkout, string commit, string update, CancellationToken stop)
    {
        var last = await ReleaseTags.LastAsync(checkout.Git, stop).ConfigureAwait(false);
        var compared = await DiffCommand
            .CompareAsync(checkout.Host, last is null ? commit : ReleaseTags.RevisionOf(last), update, checkout.Folders, isAll: true, stop)
            .ConfigureAwait(false);
        var next = last?.Next(compared.Bump) is { } after && after != last ? after : null;
        if (checkout.State.Next != next)
        {
            throw new ToolException(
                ExitCode.Findings,
                $"The check was made for {TextOf(checkout.State.Next)}, but the changes{(last is null ? "" : $" since {last}")} require "
                + $"{TextOf(next)}. Start again with 'schemasdk night update'. Nothing was pushed.");
        }

        // The new commit exists only on this machine, so show the folder's path instead of the commit.
        var changes = compared with
        {
            Folders =
            [
                .. compared.Folders.Select(folder => folder with
                {
                    Old = folder.Old with { Typed = last is null ? commit : ReleaseTags.TagOf(last) },
                    New = folder.New with { Typed = Path.GetRelativePath(checkout.Host.Folder, folder.New.Folder), IsRevision = false },
                }),
            ],
        };
        var reports = checkout.State.Reports.Select(static report => report.ToReport());
        return new PushedText(next, PullRequestText.Of(next, changes.ReportFor(last), [.. reports]));
    }

    private static string TextOf(ReleaseVersion? version) => version is null ? "no new version" : $"version {version}";
}
