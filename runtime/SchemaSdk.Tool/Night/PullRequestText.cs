using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Publishing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>Writes the text of the pull request.</summary>
internal static class PullRequestText
{
    /// <summary>The maximum number of characters. GitHub allows 65,536.</summary>
    internal const int Most = 60_000;

    /// <summary>The maximum number of characters for the errors of one report, if the whole text is too long.</summary>
    private const int MostOfErrors = Most / 6;

    private const string Rest =
        "\nThe rest is omitted. To see everything, run schemasdk diff and schemasdk lint, and read the log of the update.\n";

    /// <param name="next">The next version; null before the first release, or if the version stays the same.</param>
    /// <param name="changes">The changes since the last release.</param>
    /// <param name="reports">The reports of the steps of the update.</param>
    internal static string Of(ReleaseVersion? next, Report changes, IReadOnlyList<Report> reports)
    {
        var begin = next is null ? "" : $"To publish this update, merge it and tag the merge commit `{ReleaseTags.TagOf(next)}`.\n\n";
        var text = begin + Join([changes, .. reports]);
        if (text.Length <= Most)
        {
            return text;
        }

        // The changes of a large update can fill the text, so put the errors of the other reports before them.
        var errors = reports
            .Select(static report => Part(report, isError: true))
            .Where(static report => report.Findings.Count > 0)
            .Select(static report => Cut(MarkdownReport.Make(report), MostOfErrors) + "\n");
        return Cut(
            begin + string.Concat(errors) + Join([changes, .. reports.Select(static report => Part(report, isError: false))]), Most);
    }

    private static string Join(IEnumerable<Report> reports) => string.Join('\n', reports.Select(MarkdownReport.Make));

    private static Report Part(Report report, bool isError) => report with
    {
        Findings = [.. report.Findings.Where(finding => (finding.Level == FindingLevel.Error) == isError)],
    };

    // Cuts only between lines, because a part of a line could be broken markup.
    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(text.LastIndexOf('\n', most - Rest.Length - 1) + 1)] + Rest;
}
