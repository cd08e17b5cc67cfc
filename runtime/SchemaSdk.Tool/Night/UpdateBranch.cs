using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Night;

/// <summary>The remote branch with the update.</summary>
/// <param name="checkout">The checkout.</param>
/// <param name="commit">The commit that the update is based on.</param>
internal sealed partial class UpdateBranch(NightCheckout checkout, string commit)
{
    private string Name => checkout.Settings.Branch;

    private string Reference => $"refs/heads/{Name}";

    /// <summary>Fetches the branch.</summary>
    /// <returns>The commit of the branch; null if the branch does not exist.</returns>
    /// <exception cref="ToolException">Another person has committed to the branch.</exception>
    internal async Task<string?> FetchAsync(CancellationToken stop)
    {
        if (await checkout.Git.TextAsync(stop, "ls-remote", checkout.Settings.Remote, Reference).ConfigureAwait(false) is "")
        {
            return null;
        }

        await checkout.Git.TextAsync(stop, "fetch", "-q", checkout.Settings.Remote, Reference).ConfigureAwait(false);
        var there = await checkout.Git.TextAsync(stop, "rev-parse", "FETCH_HEAD").ConfigureAwait(false);
        var emails = await checkout.Git.TextAsync(stop, "log", "--format=%ae%n%ce", $"{commit}..{there}").ConfigureAwait(false);
        return emails.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(email => email.Trim() == checkout.Settings.CommitterEmail)
            ? there
            : throw new ToolException(
                ExitCode.Findings,
                $"The branch {Name} has commits by someone else. If this checkout is out of date, update it and try again. Otherwise, "
                + "delete the branch, or merge it with a merge commit. The next run then creates it again. Nothing was pushed.");
    }

    internal Task DeleteAsync(string there, CancellationToken stop) =>
        checkout.Git.TextAsync(stop, "push", "-q", $"--force-with-lease={Name}:{there}", checkout.Settings.Remote, $":{Reference}");

    /// <summary>Makes a commit from a tree, but does not push it.</summary>
    internal Task<string> CommitAsync(string tree, string title, CancellationToken stop)
    {
        var (name, email) = (checkout.Settings.CommitterName, checkout.Settings.CommitterEmail);
        return checkout.Git
            .With(
                ("GIT_AUTHOR_NAME", name), ("GIT_AUTHOR_EMAIL", email), ("GIT_COMMITTER_NAME", name), ("GIT_COMMITTER_EMAIL", email))
            .TextAsync($"{title}\n", stop, "commit-tree", tree, "-p", commit);
    }

    /// <summary>Replaces the commits of the branch with one commit.</summary>
    /// <returns>True if the commit was pushed; false if the branch already has these changes.</returns>
    internal async Task<bool> PushAsync(string? there, string tree, string title, CancellationToken stop)
    {
        if (there is not null && await HasAsync(there, tree, stop).ConfigureAwait(false))
        {
            return false;
        }

        var made = await CommitAsync(tree, title, stop).ConfigureAwait(false);
        await checkout.Git.TextAsync(
            stop, "push", "-q", $"--force-with-lease={Name}:{there}", checkout.Settings.Remote, $"{made}:{Reference}")
            .ConfigureAwait(false);
        return true;
    }

    // Every nightly run writes new times, so times are ignored.
    private async Task<bool> HasAsync(string there, string tree, CancellationToken stop)
    {
        var parent = await checkout.Git.TryAsync(stop, "rev-parse", "--verify", "--quiet", $"{there}^").ConfigureAwait(false);
        if (parent.Text != commit)
        {
            return false;
        }

        var prefix = await checkout.PrefixAsync(stop).ConfigureAwait(false);
        foreach (var path in await checkout.Git.ListAsync(
            stop, "diff-tree", "-r", "--name-only", "--no-renames", "-z", there, tree).ConfigureAwait(false))
        {
            if (TimesOf(path, prefix) is not { } times
                || await WithoutAsync(times, $"{there}:{path}", stop).ConfigureAwait(false) is not { } old
                || old != await WithoutAsync(times, $"{tree}:{path}", stop).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    // Returns null for a file to which an update writes no times. In a schema, a member named "taken" or "since" is the service's data.
    private Regex? TimesOf(string path, string prefix) =>
        checkout.Folders.Select(checkout.LockOf).Append(checkout.Settings.Changelog).Any(own => path == prefix + own) ? Times()
        : path.EndsWith("/input.patch.json", StringComparison.Ordinal) ? RetirementTime()
        : null;

    private async Task<string?> WithoutAsync(Regex times, string file, CancellationToken stop)
    {
        var blob = await checkout.Git.TryAsync(stop, "cat-file", "blob", file).ConfigureAwait(false);
        return blob.Exit == 0 ? times.Replace(blob.Text, "") : null;
    }

    [GeneratedRegex("\"(?:taken|since)\": ?\"[^\"]*\"")]
    private static partial Regex Times();

    // Matches only the form that schemasdk update writes.
    [GeneratedRegex("(?<=\"x-retired\": \\{ )\"since\": \"[^\"]*\"")]
    private static partial Regex RetirementTime();
}
