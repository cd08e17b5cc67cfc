using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// What one step reports for the pull request. The push step formats the report and escapes its text, so the text cannot act as markup
/// or as a mention.
/// </summary>
/// <param name="Title">The heading.</param>
/// <param name="Summary">The outcome in one sentence.</param>
/// <param name="Findings">What happened to each model.</param>
internal sealed record HandedReport(string Title, string Summary, IReadOnlyList<HandedFinding> Findings)
{
    /// <summary>
    /// Converts a report, but omits the findings for which the text of the pull request has no room. A single schema can cause any number
    /// of warnings.
    /// </summary>
    internal static HandedReport Of(Report report)
    {
        var left = PullRequestText.Most;
        return new(report.Title, report.Summary, [.. ErrorsFirst().Select(HandedFinding.Of).TakeWhile(IsShown)]);

        IEnumerable<Finding> ErrorsFirst() => report.Findings.OrderBy(static finding => finding.Level != FindingLevel.Error);

        // Also keeps the finding that exceeds the limit. The text is therefore cut later, and then says that the rest is omitted.
        bool IsShown(HandedFinding finding)
        {
            var isShown = left > 0;
            left -= finding.Rule.Length + finding.Text.Length;
            return isShown;
        }
    }

    internal Report ToReport() => new("night", Title, [.. Findings.Select(static finding => finding.ToFinding())], Summary, ExitCode.Fine);
}
