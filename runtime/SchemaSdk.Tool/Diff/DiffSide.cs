using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.Diff;

/// <summary>One of the two sets of schemas to compare: a folder, a folder in a git revision, or a package.</summary>
/// <param name="Typed">The folder, revision or package as it was typed.</param>
/// <param name="Folder">The absolute path of the folder.</param>
/// <param name="Files">The files of the folder.</param>
/// <param name="IsRevision">True if the files are from a git revision or a package, and not on the disk.</param>
internal sealed record DiffSide(string Typed, string Folder, ProjectFiles Files, bool IsRevision)
{
    /// <summary>Reads one side.</summary>
    /// <param name="host">The environment of the command.</param>
    /// <param name="typed">A folder or, if it does not exist, a package with its version or a git revision.</param>
    /// <param name="folder">The absolute path of the folder to read from a revision.</param>
    /// <param name="mayBeEmpty">True if the folder may be new, so that a revision has no schemas there.</param>
    /// <param name="stop">Cancels the read.</param>
    /// <exception cref="ToolException">The side cannot be read, so nothing can be compared.</exception>
    internal static async Task<DiffSide> ReadAsync(
        ToolHost host, string typed, string folder, bool mayBeEmpty, CancellationToken stop)
    {
        try
        {
            if (Directory.Exists(host.PathOf(typed)))
            {
                var full = host.PathOf(typed);
                var read = await Task.Run(() => FolderReading.Read(full, stop), stop).ConfigureAwait(false);
                return new DiffSide(typed, full, read, false).Filled();
            }

            if (PackedSchemas.Read(typed, folder, host) is { } packed)
            {
                return new DiffSide(typed, folder, FolderReading.Read(folder, packed, stop), true).Filled();
            }

            var files = await new GitRevision(folder).ReadAsync(typed, stop).ConfigureAwait(false)
                ?? throw new ToolException(
                    ExitCode.NotCompared,
                    $"'{typed}' is neither a folder nor a git revision, so nothing was compared. Give a folder of schemas, a commit, tag "
                    + $"or branch of the repository that has '{folder}', or a package such as Acme.Models@1.2.0.");
            var side = new DiffSide(typed, folder, FolderReading.Read(folder, files, stop), true);
            return mayBeEmpty ? side : side.Filled();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NotCompared, $"'{typed}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Throws if this side has no schemas. Compared with an empty side, everything would appear to be new or removed.</summary>
    private DiffSide Filled() => Files.Schemas.Count > 0 ? this : throw new ToolException(
        ExitCode.NotCompared,
        IsRevision
            ? $"'{Typed}' has no schema in '{Folder}', so nothing was compared. Give a revision that has schemas there. Between two "
                + "revisions, --folder names the folder."
            : $"'{Typed}' has no schema, so nothing was compared. Give a folder that has files such as 'acme/kite/input.json'.");

    /// <summary>Returns a path of this side in the form to show.</summary>
    internal string Shown(string path, ToolHost host) =>
        (IsRevision ? Typed + ":" : "") + Path.GetRelativePath(host.Folder, path).Replace('\\', '/');
}
