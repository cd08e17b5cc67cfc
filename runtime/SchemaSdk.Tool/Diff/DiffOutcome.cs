using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Diff.Comparing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Diff;

/// <summary>The changes that were found, before they are formatted.</summary>
/// <param name="Host">The environment of the command.</param>
/// <param name="Old">The older side.</param>
/// <param name="New">The newer side.</param>
/// <param name="Changes">The changes.</param>
internal sealed record DiffOutcome(ToolHost Host, DiffSide Old, DiffSide New, IReadOnlyList<ModelChange> Changes)
{
    /// <summary>The part of the version that the changes raise.</summary>
    internal Bump Bump => DiffReport.BumpOf(Changes);

    /// <param name="released">The version of the older side; null if it was not given.</param>
    internal Report ReportFor(ReleaseVersion? released) => new DiffReport(Host, Old, New, released).Make(Changes);
}
