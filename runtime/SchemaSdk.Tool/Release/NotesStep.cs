using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.Release.Packages;

namespace SchemaSdk.Tool.Release;

/// <summary>Creates or updates the release on GitHub, with the notes and the packages.</summary>
internal sealed class NotesStep(ReleaseCheckout checkout)
{
    /// <returns>What was done, as a sentence.</returns>
    /// <exception cref="CommandLine.Outcomes.ToolException">The packages are missing or conflict, or gh failed.</exception>
    internal async Task<string> RunAsync(CancellationToken stop)
    {
        var packages = PackageOrder.Of(checkout.Packages, checkout.Tag.Version);
        var changelog = checkout.Host.PathOf(checkout.Settings.Changelog);
        var notes = ReleaseNotes.Of(
            File.Exists(changelog) ? await File.ReadAllTextAsync(changelog, stop).ConfigureAwait(false) : "",
            checkout.Tag.Version,
            await ReleaseTags.LastAsync(checkout.Git, stop, checkout.Tag.Name).ConfigureAwait(false));
        var github = new GitHubCommands(checkout.Host);
        if (!github.HasToken)
        {
            return $"Nothing was announced, because {SecretVariables.Repository} is not set. The notes are: {notes}";
        }

        if (!File.Exists(checkout.Mark))
        {
            return "Nothing was announced, because the packages were not published. Run 'schemasdk release publish' first.";
        }

        var (tag, files) = (checkout.Tag.Name, packages.Select(static package => package.Path));
        var known = await github.TryAsync("", stop, "release", "view", tag, "--json", "body", "--jq", ".body").ConfigureAwait(false);
        if (known.Exit == 0)
        {
            await github.RunAsync("", stop, ["release", "upload", tag, .. files, "--clobber"]).ConfigureAwait(false);

            // Also publishes a draft that a stopped run left. Existing notes are kept, because a person may have edited them.
            var isEmpty = string.IsNullOrWhiteSpace(known.Text);
            string[] changed = isEmpty ? ["--notes-file", "-"] : [];
            await github.RunAsync(isEmpty ? notes : "", stop, ["release", "edit", tag, "--draft=false", .. changed]).ConfigureAwait(false);
            return isEmpty ? $"Updated the release {tag}." : $"Updated the release {tag} and kept its notes.";
        }

        string[] preview = checkout.Tag.IsPreview ? ["--prerelease"] : [];
        await github.RunAsync(
            notes, stop, ["release", "create", tag, .. files, "--verify-tag", "--title", tag, "--notes-file", "-", .. preview])
            .ConfigureAwait(false);
        return $"Created the release {tag}.";
    }
}
