using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Configuration;

/// <summary>Runs a command on one folder after the other.</summary>
internal static class FolderReports
{
    /// <summary>Returns the report about all folders. Stops at the first folder that fails.</summary>
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

    /// <summary>
    /// Returns the report about all folders. If one of several folders fails, the failure becomes a finding, and the others still run.
    /// </summary>
    internal static Task<Report> JoinAllAsync(
        ToolHost host, string command, IReadOnlyList<ConfiguredFolder> folders, Func<ConfiguredFolder, Task<Report>> work) =>
        JoinAsync(host, folders, async folder =>
        {
            try
            {
                return await work(folder).ConfigureAwait(false);
            }
            catch (Exception exception) when (
                folders.Count > 1 && exception is ToolException or IOException or UnauthorizedAccessException)
            {
                return new Report(
                    command,
                    "Folders of schemas",
                    [new Finding("failed", FindingLevel.Error, $"{folder.Shown(host)}: {exception.Message}")],
                    "Failed.",
                    (exception as ToolException)?.Exit ?? ExitCode.WrongUsage);
            }
        });
}
