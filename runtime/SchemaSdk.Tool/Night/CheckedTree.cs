using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// Applies the patch of the update in a separate git index, and writes the tree of the new commit from that index. No file in the
/// checkout changes before <see cref="DataGate"/> has checked the patch.
/// </summary>
internal sealed class CheckedTree(NightCheckout checkout)
{
    private readonly GitFolder _git = checkout.Git.With(("GIT_INDEX_FILE", checkout.State.Index));

    /// <param name="commit">The commit that the patch applies to.</param>
    /// <param name="stop">Kills git.</param>
    /// <returns>The id of the tree.</returns>
    /// <exception cref="ToolException">The patch does not apply, or changes something other than data.</exception>
    internal async Task<string> MakeAsync(string commit, CancellationToken stop)
    {
        checkout.State.CheckPatch();
        File.Delete(checkout.State.Index);
        await _git.TextAsync(stop, "read-tree", commit).ConfigureAwait(false);

        // git apply ignores files outside the folder in which it is started, so start it at the root of the repository.
        var top = await checkout.Git.TextAsync(stop, "rev-parse", "--show-toplevel").ConfigureAwait(false);
        var applied = await new GitFolder(checkout.Host, top) { Variables = _git.Variables }
            .TryAsync(stop, "apply", "--cached", "--binary", "--whitespace=nowarn", checkout.State.Patch)
            .ConfigureAwait(false);
        if (applied.Exit != 0)
        {
            throw new ToolException(
                ExitCode.Findings,
                $"{NightState.Folder}/change.patch does not apply to {commit}. {NightState.Again}Nothing was pushed.");
        }

        var tree = await _git.TextAsync(stop, "write-tree").ConfigureAwait(false);
        var prefix = await checkout.PrefixAsync(stop).ConfigureAwait(false);
        await new DataGate(checkout, prefix).CheckAsync(commit, tree, stop).ConfigureAwait(false);
        return tree;
    }

    /// <summary>Adds the file with the next version to the tree that <see cref="MakeAsync"/> made.</summary>
    /// <returns>The id of the tree.</returns>
    internal async Task<string> AddVersionAsync(ReleaseVersion next, CancellationToken stop)
    {
        var prefix = await checkout.PrefixAsync(stop).ConfigureAwait(false);
        var version = await _git.TextAsync(TextOf(next), stop, "hash-object", "-w", "--stdin").ConfigureAwait(false);
        await _git.TextAsync(
            stop, "update-index", "--add", "--cacheinfo", $"100644,{version},{prefix}{checkout.Settings.VersionFile}")
            .ConfigureAwait(false);
        return await _git.TextAsync(stop, "write-tree").ConfigureAwait(false);
    }

    private static string TextOf(ReleaseVersion version) =>
        $"<Project>\n  <PropertyGroup>\n    <Version>{version}</Version>\n  </PropertyGroup>\n</Project>\n";
}
