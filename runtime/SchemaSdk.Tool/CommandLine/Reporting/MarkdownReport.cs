namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Converts a report to a Markdown section for a pull request.</summary>
internal static class MarkdownReport
{
    internal static string Make(Report report)
    {
        string[] lines =
        [
            $"## {HarmlessText.Markdown(report.Title)}", "", HarmlessText.Markdown(report.Summary),
            .. GroupedFindings.Make(report.Findings, "###", EndOf),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string EndOf(Finding finding)
    {
        var place = finding.Place is { } found ? $", {HarmlessText.Markdown(found.ToString())}" : "";
        return $" ({HarmlessText.Markdown(finding.Rule)}{place})";
    }
}
