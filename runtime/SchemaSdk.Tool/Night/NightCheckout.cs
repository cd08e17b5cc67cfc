using SchemaSdk.Tool.Catalogue;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Changing;

namespace SchemaSdk.Tool.Night;

/// <summary>The checkout that a nightly update works in, with its settings.</summary>
/// <param name="Host">Gives access to the console, git and the clock. Its folder is the one with <c>schemasdk.json</c>.</param>
/// <param name="Settings">The settings of the update.</param>
/// <param name="Folders">The folders of schemas.</param>
internal sealed record NightCheckout(ToolHost Host, NightSettings Settings, IReadOnlyList<ConfiguredFolder> Folders)
{
    internal GitFolder Git { get; } = new(Host, Host.Folder);

    internal NightState State { get; } = new(Host.PathOf(NightState.Folder));

    /// <exception cref="ToolException"><c>schemasdk.json</c> cannot be used.</exception>
    internal static NightCheckout Find(ToolHost host)
    {
        var file = ConfigurationFile.Find(host);
        var home = host with { Folder = file.HomeFor(host) };
        var settings = file.Content.Night with
        {
            // Write the paths with slashes, as git does.
            Changelog = Below(home, file.Content.Night.Changelog, "the changelog"),
            VersionFile = Below(home, file.Content.Night.VersionFile, "the version file"),
        };
        var checkout = new NightCheckout(home, settings, ConfiguredFolder.All(home));
        foreach (var folder in checkout.Folders)
        {
            Below(home, checkout.LockOf(folder), $"the lock file of the folder '{folder.Shown(home)}'");
        }

        return checkout;
    }

    private static string Below(ToolHost home, string path, string what) =>
        Path.GetRelativePath(home.Folder, home.PathOf(path)).Replace('\\', '/') is var shown
        && (shown.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(shown))
            ? throw new ToolException(
                ExitCode.WrongUsage,
                $"For nightly updates, {what} must be in {home.Folder}, but its path is '{shown}'. Move it into that folder, "
                + $"or move {ConfigurationFile.Name}.")
            : shown;

    internal IReadOnlyList<ConfiguredFolder> Updated => UpdatedFolders.Of(Folders);

    /// <summary>The folders that have schemas, even if all of these schemas were written by hand.</summary>
    internal IReadOnlyList<ConfiguredFolder> Filled =>
        [.. Folders.Where(static folder => new SchemaPaths(folder.Path).Ids().Any())];

    private string[] Paths =>
        [.. Folders.SelectMany(folder => new[] { folder.Shown(Host), LockOf(folder) }), Settings.Changelog];

    /// <summary>Returns the path of a folder's lock file, relative to the folder with <c>schemasdk.json</c>.</summary>
    internal string LockOf(ConfiguredFolder folder) =>
        Path.GetRelativePath(Host.Folder, new SchemaPaths(folder.Path).Lock).Replace('\\', '/');

    /// <summary>
    /// Returns the folder with <c>schemasdk.json</c>, as a path relative to the repository root. It ends with a slash unless it is empty.
    /// </summary>
    internal Task<string> PrefixAsync(CancellationToken stop) => Git.TextAsync(stop, "rev-parse", "--show-prefix");

    /// <summary>Restores the files that an update may change. An update begins only in a clean checkout, so nothing is lost.</summary>
    internal async Task UndoAsync(CancellationToken stop)
    {
        // The user may have committed or switched branches during the update, so restore the files from HEAD.
        await Git.TextAsync(stop, ["reset", "-q", "HEAD", "--", .. Paths]).ConfigureAwait(false);
        var known = await Git.ListAsync(stop, ["ls-tree", "-z", "--name-only", "HEAD", "--", .. Paths]).ConfigureAwait(false);
        if (known.Length > 0)
        {
            await Git.TextAsync(stop, ["checkout", "-q", "HEAD", "--", .. known]).ConfigureAwait(false);
        }

        await Git.TextAsync(stop, ["clean", "-fdq", "--", .. Paths]).ConfigureAwait(false);
    }

    /// <summary>Returns the changed files, including untracked ones. The user's git settings have no effect on the result.</summary>
    internal async Task<IReadOnlyList<string>> ChangesAsync(CancellationToken stop, params string[] paths)
    {
        var list = await Git.ListAsync(stop, ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", .. paths])
            .ConfigureAwait(false);

        // Each entry consists of two status characters, a space and the path, such as "?? schemas/acme/kite/input.json".
        return [.. list.Select(static change => change[3..])];
    }
}
