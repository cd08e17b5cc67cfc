using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Diff.Comparing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Diff;

/// <summary>The changes that were found, in no form yet.</summary>
/// <param name="Host">The surroundings of the command.</param>
/// <param name="Old">The older side.</param>
/// <param name="New">The newer side.</param>
/// <param name="Changes">The changes.</param>
internal sealed record DiffOutcome(ToolHost Host, DiffSide Old, DiffSide New, IReadOnlyList<ModelChange> Changes)
{
    /// <summary>The number of the version that they raise.</summary>
    internal Bump Bump => DiffReport.BumpOf(Changes);

    /// <param name="released">The version of the older side; null if nobody said it.</param>
    internal Report ReportFor(ReleaseVersion? released) => new DiffReport(Host, Old, New, released).Make(Changes);
}
