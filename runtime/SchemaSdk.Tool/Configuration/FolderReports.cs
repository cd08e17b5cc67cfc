using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Configuration;

/// <summary>Runs a command on one folder after the other.</summary>
internal static class FolderReports
{
    /// <summary>Returns the report about all folders.</summary>
    internal static async Task<Report> JoinAsync(
        ToolHost host, IReadOnlyList<ConfiguredFolder> folders, Func<ConfiguredFolder, Task<Report>> work)
    {
        var reports = new List<(string Folder, Report Report)>();
        foreach (var folder in folders)
        {
            reports.Add((folder.Shown(host), await work(folder).ConfigureAwait(false)));
        }

        return JoinedReport.Of(reports);
    }
}
