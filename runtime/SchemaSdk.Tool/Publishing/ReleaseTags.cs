using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Publishing;

/// <summary>The tags of released versions, such as <c>v1.2.3</c>.</summary>
internal static class ReleaseTags
{
    /// <summary>Returns the highest version that was released at or before the checked-out commit; null before the first release.</summary>
    /// <param name="git">The checkout.</param>
    /// <param name="stop">Stops git.</param>
    /// <param name="except">A tag to ignore; null to ignore no tag.</param>
    internal static async Task<ReleaseVersion?> LastAsync(GitFolder git, CancellationToken stop, string? except = null)
    {
        var tags = await git.TextAsync(stop, "tag", "--merged", "HEAD", "--list", "v*").ConfigureAwait(false);
        return tags
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(tag => ReleaseVersion.Parse(tag) is { } version && tag == TagOf(version) && tag != except ? version : null)
            .Max();
    }

    internal static string TagOf(ReleaseVersion version) => $"v{version}";

    /// <summary>Returns the full name of the tag, which cannot be mistaken for a folder or a branch.</summary>
    internal static string RevisionOf(ReleaseVersion version) => $"refs/tags/{TagOf(version)}";
}
