using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// Makes the tree of the commit from the patch, through a separate index, so that no file of the checkout changes before the gate has
/// checked the patch.
/// </summary>
internal sealed class CheckedTree(NightPlace place)
{
    /// <param name="commit">The commit that the patch applies to.</param>
    /// <param name="next">The version to write; null for none.</param>
    /// <param name="stop">Kills git.</param>
    /// <returns>The id of the tree.</returns>
    /// <exception cref="ToolException">The patch does not apply, or changes something other than data.</exception>
    internal async Task<string> MakeAsync(string commit, ReleaseVersion? next, CancellationToken stop)
    {
        place.State.CheckPatch();
        File.Delete(place.State.Index);
        var git = place.Git.With(("GIT_INDEX_FILE", place.State.Index));
        await git.TextAsync(stop, "read-tree", commit).ConfigureAwait(false);

        // From the top, because git skips the files outside the folder that it is started in.
        var top = await place.Git.TextAsync(stop, "rev-parse", "--show-toplevel").ConfigureAwait(false);
        var applied = await new GitFolder(place.Host, top) { Variables = git.Variables }
            .TryAsync(stop, "apply", "--cached", "--binary", "--whitespace=nowarn", place.State.Patch)
            .ConfigureAwait(false);
        if (applied.Exit != 0)
        {
            throw new ToolException(
                ExitCode.Findings, $"{NightState.Folder}/change.patch does not apply to {commit}. Nothing is pushed.");
        }

        var prefix = await place.Git.TextAsync(stop, "rev-parse", "--show-prefix").ConfigureAwait(false);
        var tree = await git.TextAsync(stop, "write-tree").ConfigureAwait(false);
        await new DataGate(place, prefix).CheckAsync(commit, tree, stop).ConfigureAwait(false);
        if (next is null)
        {
            return tree;
        }

        var version = await git.TextAsync(TextOf(next), stop, "hash-object", "-w", "--stdin").ConfigureAwait(false);
        await git.TextAsync(
            stop, "update-index", "--add", "--cacheinfo", $"100644,{version},{prefix}{place.Settings.VersionFile}").ConfigureAwait(false);
        return await git.TextAsync(stop, "write-tree").ConfigureAwait(false);
    }

    private static string TextOf(ReleaseVersion version) =>
        $"<Project>\n  <PropertyGroup>\n    <Version>{version}</Version>\n  </PropertyGroup>\n</Project>\n";
}
