using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Publishing;

namespace SchemaSdk.Tool.Release;

/// <summary>The checkout of the tag to release.</summary>
/// <param name="Host">Gives access to the console, git and the clock. Its folder is the one that has <c>schemasdk.json</c>.</param>
/// <param name="Settings">The settings of releases.</param>
/// <param name="Tag">The tag.</param>
internal sealed record ReleaseCheckout(ToolHost Host, ReleaseSettings Settings, ReleaseTag Tag)
{
    internal GitFolder Git { get; } = new(Host, Host.Folder);

    /// <summary>The full path of the folder with the packages.</summary>
    internal string Packages { get; } = Host.PathOf(Settings.Packages);

    /// <summary>The full path of the file that the publish step writes next to the packages after it has published them.</summary>
    internal string Mark => Path.Combine(Packages, "published");

    /// <exception cref="ToolException">
    /// The tag is not the checked-out commit, or is not on the release branch. Nothing was released.
    /// </exception>
    internal static async Task<ReleaseCheckout> FindAsync(ToolHost host, ReleaseTag tag, CancellationToken stop)
    {
        var file = ConfigurationFile.Find(host);
        var checkout = new ReleaseCheckout(host with { Folder = file.HomeFor(host) }, file.Content.Release, tag);
        await checkout.CheckAsync(stop).ConfigureAwait(false);
        return checkout;
    }

    private async Task CheckAsync(CancellationToken stop)
    {
        var commit = await Git.TryAsync(stop, "rev-parse", "--verify", "--quiet", $"refs/tags/{Tag.Name}^{{commit}}").ConfigureAwait(false);
        if (commit.Exit != 0 || commit.Text != await Git.TextAsync(stop, "rev-parse", "HEAD").ConfigureAwait(false))
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"{Tag.Name} is not the checked-out commit. Check out the tag first. Nothing was released.");
        }

        var branch = $"refs/remotes/{Settings.Remote}/{Settings.Branch}";
        var known = await Git.TryAsync(stop, "rev-parse", "--verify", "--quiet", branch).ConfigureAwait(false);
        var isOn = known.Exit == 0
            ? await Git.TryAsync(stop, "merge-base", "--is-ancestor", commit.Text, branch).ConfigureAwait(false)
            : known;
        if (isOn.Exit != 0)
        {
            throw new ToolException(
                ExitCode.Findings,
                (known.Exit == 0
                    ? $"{Tag.Name} is not on the branch {Settings.Branch} of {Settings.Remote}. Merge the commit first."
                    : $"The branch {Settings.Branch} of {Settings.Remote}, which must contain {Tag.Name}, is not in this clone. Fetch it, "
                        + "or set release.branch.")
                + " Nothing was released.");
        }
    }
}
