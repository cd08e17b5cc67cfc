using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Publishing;

/// <summary>The tags of released versions, such as <c>v1.2.3</c>.</summary>
internal static class ReleaseTags
{
    /// <summary>Returns the highest version that was released at or before the checked-out commit; null before the first release.</summary>
    internal static async Task<ReleaseVersion?> LastAsync(GitFolder git, CancellationToken stop)
    {
        var tags = await git.TextAsync(stop, "tag", "--merged", "HEAD", "--list", "v*").ConfigureAwait(false);
        return tags
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static tag => ReleaseVersion.Parse(tag) is { } version && tag == TagOf(version) ? version : null)
            .Max();
    }

    internal static string TagOf(ReleaseVersion version) => $"v{version}";
}
