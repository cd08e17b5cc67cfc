using System.Text;

namespace SchemaSdk.Tool.Reporting;

/// <summary>Makes a report into a section for a pull request.</summary>
internal static class MarkdownReport
{
    internal static string Make(Report report)
    {
        var text = new StringBuilder($"## {HarmlessText.Markdown(report.Title)}\n\n{HarmlessText.Markdown(report.Summary)}\n");
        if (report.Findings.Count > 0)
        {
            text.Append("\n| | rule | where | what |\n|---|---|---|---|\n");
        }

        foreach (var finding in report.Findings)
        {
            var where = finding.Place?.ToString() ?? finding.Model ?? "";
            text.Append(
                $"| {finding.Level.ToString().ToLowerInvariant()} | {HarmlessText.Markdown(finding.Rule)} "
                + $"| {HarmlessText.Markdown(where)} | {HarmlessText.Markdown(finding.Message)} |\n");
        }

        return text.ToString();
    }
}
