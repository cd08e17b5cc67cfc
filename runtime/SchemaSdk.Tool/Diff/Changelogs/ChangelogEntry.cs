using System.Globalization;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Diff.Changelogs;

/// <summary>The changes of schemas as they are told in a changelog: what users have to know, and the number of the rest.</summary>
internal static class ChangelogEntry
{
    // A changelog is read by people. The report of the comparison has all of it.
    private const int MostLines = 100;

    /// <param name="findings">The findings of a comparison, with their severity as <c>details.severity</c>.</param>
    /// <returns>The lines of the entry; none if there is nothing to tell.</returns>
    internal static IReadOnlyList<string> Make(IReadOnlyList<Finding> findings)
    {
        var told = findings.Where(finding => SeverityOf(finding) != "patch").ToList();
        List<string> lines = [.. GroupedFindings.Make(told.Take(MostLines), "####", static _ => "")];
        if (told.Count > MostLines)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- {told.Count - MostLines} more changes like these"));
        }

        if (findings.Count > told.Count)
        {
            lines.AddRange(["", "#### Patch", "", $"- {CountText.Of(findings.Count - told.Count, "change")} of words"]);
        }

        return lines.Count == 0 ? [] : ["### Schemas", .. lines];
    }

    private static string? SeverityOf(Finding finding) => (string?)finding.Details?["severity"];
}
