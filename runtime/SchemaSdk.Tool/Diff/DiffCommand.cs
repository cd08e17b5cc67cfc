using System.CommandLine;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Diff.Comparing;
using SchemaSdk.Tool.SchemaFolders.Reading;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Diff;

/// <summary><c>schemasdk diff</c>: compares two sets of schemas.</summary>
internal static class DiffCommand
{
    internal static Command Build(ToolHost host)
    {
        var old = new Argument<string>("old")
        {
            Description = "The older schemas: a folder, a git revision, or a package such as Acme.Models@1.2.0.",
        };
        var folder = GivenFolder.Option("The folder of schemas to read from the git revisions.", isAll: true);
        var @new = new Argument<string?>("new")
        {
            Description = "The newer schemas: a folder, a git revision or a package. [default: the current schemas in --folder]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var released = TypedVersion.Make(
            "--next-version-from", "The version of the older schemas. The next version is calculated from it.");
        var changelog = new Option<string?>("--changelog")
        {
            Description = "The changelog in which to write the entry for the next version. An entry from an earlier run is replaced.",
            HelpName = "path",
        };
        var command = new ToolCommand("diff", "Compares two sets of schemas, and shows what breaks, what is new, and the next version.")
        {
            old, @new, released, changelog,
        };
        folder.AddTo(command);
        command.Check = result =>
        {
            if (result.GetValue(changelog) is not null && result.GetResult(released) is null)
            {
                result.AddError("--changelog needs --next-version-from, because an entry belongs to a version.");
            }
        };
        return command.Reporting(host, async (parsed, stop) =>
        {
            var folders = folder.ReadAll(parsed, host);
            var isAll = !folder.IsGiven(parsed.CommandResult);
            var changes = await host.Console.WatchAsync(
                "Comparing the schemas", _ => CompareAsync(host, parsed.GetValue(old)!, parsed.GetValue(@new), folders, isAll, stop))
                .ConfigureAwait(false);
            DiffSide.CheckFilled([.. changes.Folders.Select(static one => one.Old)]);
            var report = changes.ReportFor(parsed.GetValue(released));
            if (parsed.GetValue(changelog) is { } path)
            {
                new DiffEntry(host, host.PathOf(path)).Write(report, parsed.GetValue(released)!, changes.Bump);
            }

            return report;
        });
    }

    /// <summary>Compares two sets of schemas. If the older set is empty, every model is new.</summary>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="old">The older schemas: a folder, a git revision or a package.</param>
    /// <param name="new">The newer schemas; null for the current content of the folders.</param>
    /// <param name="folders">The folders to read.</param>
    /// <param name="isAll">True if all configured folders are read, so any other folder in the older revision counts as removed.</param>
    /// <param name="stop">Cancels the reads.</param>
    /// <exception cref="ToolException">The sets cannot be compared.</exception>
    internal static async Task<DiffOutcome> CompareAsync(
        ToolHost host, string old, string? @new, IReadOnlyList<ConfiguredFolder> folders, bool isAll, CancellationToken stop)
    {
        var meant = @new is not null && Directory.Exists(host.PathOf(@new)) ? [ConfiguredFolder.At(@new, host)] : folders;
        if (meant.Count > 1 && await ArePackagesAsync(host, old, @new, meant[0], stop).ConfigureAwait(false))
        {
            // Two packages are compared only once, because they do not depend on the configured folders.
            (meant, isAll) = ([meant[0]], false);
        }

        if (meant.Count > 1 && Directory.Exists(host.PathOf(old)))
        {
            throw new ToolException(
                ExitCode.NotCompared, $"'{old}' is one folder, but {ConfigurationFile.Name} lists several. Specify the newer folder too.");
        }

        var gone = isAll ? await GoneFolders.FindAsync(host, old, @new, stop).ConfigureAwait(false) : GoneFolders.None;
        var removed = await RemovedAsync(host, old, @new, gone, meant, stop).ConfigureAwait(false);
        var isSeveral = meant.Count + removed.Count > 1;
        var changes = new List<FolderChanges>();
        foreach (var one in meant)
        {
            changes.Add(await CompareAsync(host, old, @new, one, isSeveral, stop).ConfigureAwait(false));
        }

        changes.AddRange(removed);
        if (changes.Exists(static one => one.Old.Files.Schemas.Count > 0))
        {
            DiffSide.CheckFilled([.. changes.Select(static one => one.New)]);
        }

        return new DiffOutcome(host, changes) { Unknown = gone.Unknown };
    }

    // A git tag can be named like a package, such as acme@1.4.0, so check that git has no revision with that name.
    private static async Task<bool> ArePackagesAsync(
        ToolHost host, string old, string? @new, ConfiguredFolder folder, CancellationToken stop) =>
        @new is not null && PackedSchemas.IsNamed(old) && PackedSchemas.IsNamed(@new)
        && await new GitRevision(host, folder.Path).ReadAsync(old, stop).ConfigureAwait(false) is null;

    /// <summary>For each folder that only the older revision has, reports all models as removed.</summary>
    private static async Task<IReadOnlyList<FolderChanges>> RemovedAsync(
        ToolHost host, string old, string? @new, GoneFolders gone, IReadOnlyList<ConfiguredFolder> meant, CancellationToken stop)
    {
        var changes = new List<FolderChanges>();
        foreach (var folder in gone.Folders)
        {
            var before = await DiffSide.ReadAsync(host, old, folder.Path, isOneOfSeveral: true, stop).ConfigureAwait(false);
            if (before.Files.Schemas.Count > 0 && !meant.Any(other => ConfigurationFile.PathComparer.Equals(other.Path, folder.Path)))
            {
                var after = new DiffSide(@new ?? folder.Shown(host), folder.Path, new ProjectFiles([], [], []), before.IsRevision);
                changes.Add(Compare(before, after, FolderClient.Usual, stop));
            }
        }

        return changes;
    }

    private static async Task<FolderChanges> CompareAsync(
        ToolHost host, string old, string? @new, ConfiguredFolder folder, bool isOneOfSeveral, CancellationToken stop)
    {
        // In a git revision, the schemas are read from the path that the folder has today.
        var before = await DiffSide.ReadAsync(host, old, folder.Path, isOneOfSeveral, stop).ConfigureAwait(false);
        var after = @new is null && !Directory.Exists(folder.Path)
            ? new DiffSide(folder.Shown(host), folder.Path, new ProjectFiles([], [], []), IsRevision: false)
            : await DiffSide
                .ReadAsync(host, @new ?? folder.Shown(host), before.IsRevision ? folder.Path : before.Folder, isOneOfSeveral, stop)
                .ConfigureAwait(false);
        var client = FolderClient.Of(folder);
        return await Task.Run(() => Compare(before, after, client, stop), stop).ConfigureAwait(false);
    }

    private static FolderChanges Compare(DiffSide before, DiffSide after, ClientOptions client, CancellationToken stop) =>
        new(before, after, new ModelComparison(new(before.Files, client, stop), new(after.Files, client, stop)).Run(stop));
}
