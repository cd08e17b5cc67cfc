using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.Diff;

/// <summary>The schema folders that are in the older git revision but not on the newer side.</summary>
/// <param name="Folders">
/// The folders. Empty if a side is a folder or a package, because only a revision has its own <c>schemasdk.json</c>.
/// </param>
/// <param name="Unknown">Why the folders are unknown; null if they are known.</param>
internal sealed record GoneFolders(IReadOnlyList<ConfiguredFolder> Folders, string? Unknown)
{
    internal static GoneFolders None { get; } = new([], null);

    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="old">The older side as it was typed.</param>
    /// <param name="new">The newer side as it was typed; null for the current folders.</param>
    /// <param name="stop">Cancels the reads.</param>
    /// <exception cref="ToolException">The current <c>schemasdk.json</c> cannot be used.</exception>
    internal static async Task<GoneFolders> FindAsync(ToolHost host, string old, string? @new, CancellationToken stop)
    {
        var today = ConfiguredFolder.All(host);
        try
        {
            var before = await ReadAsync(host, old, stop).ConfigureAwait(false);
            var after = @new is null ? today : await ReadAsync(host, @new, stop).ConfigureAwait(false);
            return before is null || after is null
                ? None
                : new GoneFolders(
                    [.. before.Where(folder => !after.Any(other => ConfigurationFile.PathComparer.Equals(other.Path, folder.Path)))],
                    null);
        }
        catch (ToolException exception)
        {
            // Not an error, because an old schemasdk.json in a git tag cannot be corrected.
            return None with { Unknown = exception.Message };
        }
    }

    private static async Task<IReadOnlyList<ConfiguredFolder>?> ReadAsync(ToolHost host, string typed, CancellationToken stop)
    {
        var home = ConfigurationFile.Find(host).HomeFor(host);
        if (Directory.Exists(host.PathOf(typed))
            || await new GitRevision(host, home).FileAsync(typed, ConfigurationFile.Name, stop).ConfigureAwait(false) is not { } file)
        {
            return null;
        }

        var content = file.Length == 0
            ? new ToolConfiguration()
            : ConfigurationFile.Parse(FileText.Of(file), home, $"{typed}:{ConfigurationFile.Name}");
        return ConfiguredFolder.In(content, home);
    }
}
