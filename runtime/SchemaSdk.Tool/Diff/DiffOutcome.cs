using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Diff;

/// <summary>The result of a comparison, before it is formatted.</summary>
internal sealed record DiffOutcome(ToolHost Host, IReadOnlyList<FolderChanges> Folders)
{
    /// <summary>The reason why the removed folders are unknown; null if they are known.</summary>
    internal string? Unknown { get; init; }

    /// <summary>The part of the version number that must be raised.</summary>
    internal Bump Bump => DiffReport.BumpOf(Folders.SelectMany(static folder => folder.Changes));

    /// <summary>Returns the report. <paramref name="released"/> is the version of the older side; null if the user gave none.</summary>
    internal Report ReportFor(ReleaseVersion? released) => new DiffReport(Host, released).Make(Folders, Unknown);
}
