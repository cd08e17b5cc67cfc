using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Joins the reports of a command that ran on several folders.</summary>
internal static class JoinedReport
{
    /// <param name="reports">The report of each folder, with the path of the folder as users see it.</param>
    /// <returns>
    /// A single report unchanged. Several reports become one report with all findings, the summary and facts of each folder, and the
    /// worst exit code.
    /// </returns>
    internal static Report Of(IReadOnlyList<(string Folder, Report Report)> reports) => reports is [var (_, only)] ? only : new Report(
        reports[0].Report.Command,
        reports[0].Report.Title,
        [.. reports.SelectMany(static one => one.Report.Findings)],
        string.Join(" ", reports.Select(static one => $"{one.Folder}: {one.Report.Summary}")),
        reports.Max(static one => one.Report.Exit))
    {
        Facts = new JsonObject
        {
            ["folders"] = new JsonObject(
                reports.Select(static one => KeyValuePair.Create<string, JsonNode?>(one.Folder, one.Report.Facts?.DeepClone()))),
        },
    };
}
