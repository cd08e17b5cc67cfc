using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Configuration;

/// <summary>Runs a command on several folders of schemas, one after the other, and joins the reports.</summary>
internal static class FolderReports
{
    /// <summary>Runs the command on each folder, and returns one report. Stops at the first failure.</summary>
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
    /// Runs the command on each folder, and returns one report. If the command fails on one of several folders, the failure becomes a
    /// finding, and the command still runs on the others.
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
