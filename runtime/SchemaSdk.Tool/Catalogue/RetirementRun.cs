using System.Globalization;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>Moves each retired model of a folder to the stage (warning, error or removal) that is due in a version.</summary>
internal static class RetirementRun
{
    internal static Report Run(ToolHost host, string folder, ReleaseVersion version, ReleaseVersion? released)
    {
        var paths = new SchemaPaths(folder);
        if (!File.Exists(paths.Lock))
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"{paths.Lock} does not exist, so no model has been added yet. Specify the folder of schemas with --folder.");
        }

        using var changed = ChangedFolder.Open(folder, host);
        var step = new RetirementStep(paths, changed.Locked, changed.Files);

        // Take inner folders first, because their models may still use the output schema of an outer folder.
        foreach (var (id, model) in changed.Locked.Models.Reverse().ToList())
        {
            if (model.Retirement is not { } retirement)
            {
                continue;
            }

            if (changed.InnerOf(id) is { } inner)
            {
                step.Drop(id, inner);
            }
            else
            {
                step.Move(id, model, retirement.In(version, released));
            }
        }

        var notKept = changed.Commit();
        step.Removed.ForEach(paths.DeleteEmptyFolders);
        var report = ReportOf(version, [.. step.Findings.OrderBy(static finding => finding.Model, StringComparer.Ordinal)]);
        return report with { Findings = [.. report.Findings, .. notKept] };
    }

    private static Report ReportOf(ReleaseVersion version, IReadOnlyList<Finding> findings)
    {
        var counts = findings
            .GroupBy(finding => finding.Rule, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var text = string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
        return new Report(
            "retire",
            $"Retired models in {version}",
            findings,
            text.Length == 0 ? "No retired model changes its stage." : $"Models: {text}.",
            findings.Any(finding => finding.Level == FindingLevel.Error) ? ExitCode.Findings : ExitCode.Fine)
        {
            Facts = new JsonObject(counts.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value)))
            {
                ["version"] = version.ToString(),
            },
        };
    }
}
