using System.Globalization;
using System.Text;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Writes problems as workflow commands, which GitHub shows next to the lines of a pull request.</summary>
internal static class GitHubReport
{
    internal static string Make(Report report)
    {
        var lines = new StringBuilder();
        foreach (var finding in report.Findings.Where(static finding => finding.Level != FindingLevel.Note))
        {
            lines.Append(CultureInfo.InvariantCulture, $"::{finding.Level.ToString().ToLowerInvariant()} {PropertiesOf(finding)}::");
            lines.Append(Data(HarmlessText.Line(finding.Message))).Append('\n');
        }

        // A summary always starts with this tool's own words, so GitHub cannot mistake it for a workflow command.
        return lines.Append(HarmlessText.Line(report.Summary)).Append('\n').ToString();
    }

    private static string PropertiesOf(Finding finding)
    {
        var properties = new List<string>();
        if (finding.Place is { } place)
        {
            properties.Add($"file={Property(place.Path)}");
            if (place.Line > 0)
            {
                properties.Add(string.Create(CultureInfo.InvariantCulture, $"line={place.Line},col={place.Column}"));
            }
        }

        properties.Add($"title={Property(finding.Model is { } model ? $"{finding.Rule} {model}" : finding.Rule)}");
        return string.Join(',', properties);
    }

    private static string Property(string text) => Data(HarmlessText.Line(text))
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal);
}
