using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// What one step says for the pull request. The step that pushes formats it, so its text can be neither markup nor a mention.
/// </summary>
/// <param name="Title">The heading.</param>
/// <param name="Summary">The outcome in one sentence.</param>
/// <param name="Findings">What happened to which model.</param>
internal sealed record HandedReport(string Title, string Summary, IReadOnlyList<HandedFinding> Findings)
{
    internal static HandedReport Of(Report report) => new(report.Title, report.Summary, [.. report.Findings.Select(HandedFinding.Of)]);

    internal Report ToReport() => new("night", Title, [.. Findings.Select(static finding => finding.ToFinding())], Summary, ExitCode.Fine);
}
