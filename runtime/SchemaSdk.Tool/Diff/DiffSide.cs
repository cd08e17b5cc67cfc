using SchemaSdk.Client.Errors;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.Diff;

/// <summary>One of the two sets of schemas to compare: a folder, a folder in a git revision, or a package.</summary>
/// <param name="Typed">The folder, revision or package as it was typed.</param>
/// <param name="Folder">The absolute path of the folder.</param>
/// <param name="Files">The files of the folder.</param>
/// <param name="IsRevision">True if the files come from a git revision or a package rather than from the disk.</param>
internal sealed record DiffSide(string Typed, string Folder, ProjectFiles Files, bool IsRevision)
{
    /// <summary>Reads one of the two sets of schemas.</summary>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="typed">A folder or, if it does not exist, a git revision or a package with its version.</param>
    /// <param name="folder">The absolute path of the folder to read from a revision.</param>
    /// <param name="isOneOfSeveral">True if other folders are compared too.</param>
    /// <param name="stop">Cancels the read.</param>
    /// <exception cref="ToolException">The side cannot be read, so nothing can be compared.</exception>
    internal static async Task<DiffSide> ReadAsync(
        ToolHost host, string typed, string folder, bool isOneOfSeveral, CancellationToken stop)
    {
        try
        {
            if (Directory.Exists(host.PathOf(typed)))
            {
                var full = host.PathOf(typed);
                var read = await Task.Run(() => FolderReading.Read(full, stop), stop).ConfigureAwait(false);
                return new DiffSide(typed, full, read, false);
            }

            // A git tag can be named like a package, such as acme@1.4.0, so look for a revision before a package.
            var git = new GitRevision(host, folder);
            if (await git.ReadAsync(typed, stop).ConfigureAwait(false) is { } files)
            {
                return new DiffSide(typed, folder, FolderReading.Read(folder, files, stop), true);
            }

            if (isOneOfSeveral && PackedSchemas.IsNamed(typed))
            {
                throw new ToolException(
                    ExitCode.NotCompared,
                    $"A package contains the models of one folder, but {ConfigurationFile.Name} lists several. Specify the folder "
                    + "with --folder.");
            }

            var packed = PackedSchemas.Read(typed, folder, host)
                ?? throw new ToolException(
                    ExitCode.NotCompared,
                    $"'{typed}' is neither a folder nor a git revision nor a package with a version, so nothing was compared. Specify a "
                    + $"folder of schemas, a commit, tag or branch of the repository that contains '{folder}', or a package such as "
                    + $"Acme.Models@1.2.0.{(git.Failure.Length > 0 ? $" Git failed: {ErrorText.Ended(git.Failure)}" : "")}");
            return new DiffSide(typed, folder, FolderReading.Read(folder, packed, stop), true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NotCompared, $"'{typed}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Throws if no folder on a side has schemas, because every model would then appear to be new or removed.
    /// </summary>
    /// <param name="folders">
    /// The folders on the side. One folder with schemas is enough, because folders without schemas may be new or removed.
    /// </param>
    /// <exception cref="ToolException">No folder has a schema.</exception>
    internal static void CheckFilled(IReadOnlyList<DiffSide> folders)
    {
        if (folders.All(static side => side.Files.Schemas.Count == 0))
        {
            throw new ToolException(
                ExitCode.NotCompared,
                folders[0].IsRevision
                    ? $"'{folders[0].Typed}' has no schema in {Listed(folders, static side => side.Folder)}, so nothing was compared. "
                        + "Specify a revision that has schemas there. To read another folder from the revisions, use --folder."
                    : $"No schema was found in {Listed(folders, static side => side.Typed)}, so nothing was compared. Specify a folder "
                        + "with files such as 'acme/kite/input.json'.");
        }
    }

    private static string Listed(IEnumerable<DiffSide> folders, Func<DiffSide, string> name) =>
        string.Join(", ", folders.Select(side => $"'{name(side)}'"));

    /// <summary>The name of the revision or package, to show before the paths of its files; null for a folder.</summary>
    internal string? Revision => IsRevision ? Typed : null;
}
