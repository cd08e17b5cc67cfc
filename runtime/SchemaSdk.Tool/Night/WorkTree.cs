using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// Reads the files in the checkout as a git tree, through a separate index. The user's index stays unchanged. The push step can distinguish
/// the update's changes from changes that the user made later.
/// </summary>
/// <param name="checkout">The checkout.</param>
/// <param name="commit">The commit that is checked out.</param>
internal sealed class WorkTree(NightCheckout checkout, string commit)
{
    private readonly GitFolder _git = checkout.Git.With(("GIT_INDEX_FILE", checkout.State.Files));

    /// <summary>Returns the tree of all files that git does not ignore.</summary>
    internal async Task<string> ReadAsync(CancellationToken stop)
    {
        File.Delete(checkout.State.Files);
        await _git.TextAsync(stop, "read-tree", commit).ConfigureAwait(false);
        checkout.State.Hide();
        await _git.TextAsync(stop, "add", "-A").ConfigureAwait(false);
        return await _git.TextAsync(stop, "write-tree").ConfigureAwait(false);
    }

    /// <summary>Checks that each file matches the commit or the checked update, so that the user's changes are not lost.</summary>
    /// <param name="update">The git tree with the checked update.</param>
    /// <param name="stop">Kills git.</param>
    /// <exception cref="ToolException">The user has changed a file since the check.</exception>
    internal async Task CheckAsync(string update, CancellationToken stop)
    {
        var files = await ReadAsync(stop).ConfigureAwait(false);
        var changed = await DifferentAsync(commit, files, stop).ConfigureAwait(false);
        var others = changed.Intersect(await DifferentAsync(update, files, stop).ConfigureAwait(false), StringComparer.Ordinal).ToList();
        if (others.Count > 0)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"These files were changed after the check: {NamedFiles.Join(others)}. Commit or stash them, and start again with "
                + "'schemasdk night update'. Nothing was pushed.");
        }
    }

    /// <summary>Restores the committed files, unless a file has been changed since <see cref="CheckAsync"/>.</summary>
    /// <returns>False if a file was changed. In that case, no file is restored.</returns>
    /// <remarks>Git finds changed files by their times and sizes, which it recorded when it read the files for the check.</remarks>
    internal async Task<bool> TryRestoreAsync(CancellationToken stop)
    {
        var files = await _git.TextAsync(stop, "write-tree").ConfigureAwait(false);
        return (await _git.TryAsync(stop, "read-tree", "-m", "-u", files, commit).ConfigureAwait(false)).Exit == 0;
    }

    private Task<string[]> DifferentAsync(string before, string after, CancellationToken stop) =>
        _git.ListAsync(stop, "diff-tree", "-r", "--name-only", "--no-renames", "-z", before, after);
}
