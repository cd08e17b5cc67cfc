using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Diff.Comparing;
using SchemaSdk.Tool.SchemaFolders.Reading;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Diff;

/// <summary><c>schemasdk diff</c>: compares two sets of schemas.</summary>
internal static class DiffCommand
{
    internal static Command Build(ToolHost host)
    {
        var old = new Argument<string>("old") { Description = "The older schemas: a folder or a git revision." };
        var folder = new Option<string>("--folder")
        {
            Description = "The folder to read from git revisions.",
            DefaultValueFactory = _ => "schemas",
        };
        var @new = new Argument<string>("new")
        {
            Description = "The newer schemas: a folder or a git revision. [default: the folder of --folder]",
            DefaultValueFactory = result => result.GetValue(folder)!,
        };
        var released = TypedVersion.Make("--next-version-from", "The version of the older schemas. The report then names the next one.");
        var changelog = new Option<string?>("--changelog")
        {
            Description = "A changelog to write the changes to, as the entry of the next version. Replaces the entry of an earlier run.",
            HelpName = "path",
        };
        var command = new ToolCommand("diff", "Compares two sets of schemas: what breaks, what is new, and the next version.")
        {
            old, @new, folder, released, changelog,
        };
        command.Check = result =>
        {
            if (result.GetValue(changelog) is not null && result.GetResult(released) is null)
            {
                result.AddError("--changelog needs --next-version-from, because an entry belongs to a version.");
            }
        };
        return command.Reporting(host, async (parsed, stop) =>
        {
            var changes = await CompareAsync(
                host, parsed.GetValue(old)!, parsed.GetValue(@new)!, parsed.GetValue(folder)!, stop).ConfigureAwait(false);
            var report = changes.ReportFor(parsed.GetValue(released));
            if (parsed.GetValue(changelog) is { } path)
            {
                new DiffEntry(host, host.PathOf(path)).Write(report, parsed.GetValue(released)!, changes.Bump);
            }

            return report;
        });
    }

    private static Task<DiffOutcome> CompareAsync(ToolHost host, string old, string @new, string folder, CancellationToken stop) =>
        host.Console.WatchAsync("Comparing the schemas", async progress =>
        {
            // A revision is read in the same folder as the folder that it is compared with, if that exists.
            var meant = Directory.Exists(host.PathOf(@new)) ? host.PathOf(@new) : host.PathOf(folder);
            var before = await DiffSide.ReadAsync(host, old, meant, stop).ConfigureAwait(false);
            var after = await DiffSide.ReadAsync(host, @new, before.IsRevision ? meant : before.Folder, stop).ConfigureAwait(false);
            var changes = await Task
                .Run(() => new ModelComparison(ModelsOf(before, stop), ModelsOf(after, stop)).Run(stop), stop)
                .ConfigureAwait(false);
            return new DiffOutcome(host, before, after, changes);
        });

    private static ModelSet ModelsOf(DiffSide side, CancellationToken stop) => new(side.Files, FolderClient.Usual, stop);
}
