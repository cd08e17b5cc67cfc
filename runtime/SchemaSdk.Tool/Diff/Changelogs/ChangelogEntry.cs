using System.Globalization;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Diff.Changelogs;

/// <summary>Creates the changelog entry for schema changes: all changes that matter to users, and the number of other changes.</summary>
internal static class ChangelogEntry
{
    private const int MostLines = 100;

    /// <param name="findings">The findings of a comparison, each with its severity in <c>details.severity</c>.</param>
    /// <returns>The lines of the entry; empty if nothing changed.</returns>
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
            lines.AddRange(["", "#### Patch", "", $"- {CountText.Of(findings.Count - told.Count, "change")} of wording"]);
        }

        return lines.Count == 0 ? [] : ["### Schemas", .. lines];
    }

    private static string? SeverityOf(Finding finding) => (string?)finding.Details?["severity"];
}
