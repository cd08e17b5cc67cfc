using SchemaSdk.Tool.Catalogue;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Diff;
using SchemaSdk.Tool.Lint;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Versions;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Night;

/// <summary>Updates folders of schemas, checks them, and compares them with the last release.</summary>
/// <param name="checkout">The checkout.</param>
internal sealed class SchemaUpdate(NightCheckout checkout)
{
    /// <param name="last">The last released version; null before the first release.</param>
    /// <param name="acceptsShrink">True to accept a catalogue that is much smaller than before.</param>
    /// <param name="stop">Stops the update.</param>
    /// <exception cref="ToolException">The catalogue or a folder cannot be used.</exception>
    internal async Task<TakenSchemas> RunAsync(ReleaseVersion? last, bool acceptsShrink, CancellationToken stop)
    {
        var update = await JoinAsync(folder => UpdateAsync(folder, acceptsShrink, stop)).ConfigureAwait(false);
        var lint = await LintAsync(stop).ConfigureAwait(false);
        if (last is null)
        {
            return new TakenSchemas(update, lint);
        }

        var changes = await CompareAsync(last, stop).ConfigureAwait(false);
        var next = last.Next(changes.Bump);
        if (next == last)
        {
            // The catalogue may have reverted an update that was already merged. Then its entry must be removed from the changelog.
            WriteEntry(changes, last);
            return new TakenSchemas(update, lint);
        }

        var retire = await RetireAsync(next, last).ConfigureAwait(false);
        changes = await CompareAsync(last, stop).ConfigureAwait(false);
        if (last.Next(changes.Bump) is var now && now != next)
        {
            // RetireAsync may have removed a model without a warning, which needs a major version. The second call only corrects the
            // version in the lock files.
            retire = retire with { Title = (await RetireAsync(now, last).ConfigureAwait(false)).Title };
            next = now;
        }

        WriteEntry(changes, last);
        return new TakenSchemas(update, lint) { Retire = retire, Next = next };
    }

    private void WriteEntry(DiffOutcome changes, ReleaseVersion last) =>
        new DiffEntry(checkout.Host, checkout.Host.PathOf(checkout.Settings.Changelog)).Write(changes.ReportFor(last), last, changes.Bump);

    // If no folder has a schema, lint is skipped, because it would fail.
    private async Task<Report?> LintAsync(CancellationToken stop) => checkout.Filled is { Count: > 0 } filled
        ? await FolderReports.JoinAsync(checkout.Host, filled, folder => LintCommand.RunAsync(checkout.Host, folder, stop))
            .ConfigureAwait(false)
        : null;

    private Task<Report> JoinAsync(Func<ConfiguredFolder, Task<Report>> work) =>
        FolderReports.JoinAsync(checkout.Host, checkout.Updated, work);

    private Task<Report> RetireAsync(ReleaseVersion next, ReleaseVersion last) =>
        JoinAsync(folder => Task.FromResult(RetirementRun.Run(checkout.Host, folder.Path, next, last)));

    private Task<Report> UpdateAsync(ConfiguredFolder folder, bool acceptsShrink, CancellationToken stop)
    {
        var settings = new TakingSettings(
            "update",
            folder,
            new AskedService(null, null).In(folder),
            folder.Settings.Facts,
            Overwrites: false,
            AcceptsShrink: acceptsShrink);
        return UpdateCommand.RunAsync(checkout.Host, settings, folder.Settings.All, stop);
    }

    private Task<DiffOutcome> CompareAsync(ReleaseVersion last, CancellationToken stop) => checkout.Host.Console.WatchAsync(
        "Comparing the schemas",
        _ => DiffCommand.CompareAsync(checkout.Host, ReleaseTags.RevisionOf(last), null, checkout.Folders, isAll: true, stop));
}
