using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Converts a report to SARIF 2.1.0.</summary>
internal static class SarifReport
{
    internal static JsonObject Make(Report report) => new()
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = DriverOf(report) },
            ["columnKind"] = "utf16CodeUnits",
            ["invocations"] = new JsonArray(new JsonObject
            {
                ["executionSuccessful"] = report.Exit is ExitCode.Fine or ExitCode.Findings,
                ["exitCode"] = (int)report.Exit,
            }),
            ["results"] = new JsonArray([.. report.Findings.Select(Make)]),
            ["properties"] = PropertiesOf(report),
        }),
    };

    private static JsonObject DriverOf(Report report) => new()
    {
        ["name"] = "schemasdk",
        ["version"] = typeof(SarifReport).Assembly.GetName().Version?.ToString(3),
        ["rules"] = new JsonArray([
            .. report.Findings
                .Select(finding => finding.Rule)
                .Distinct(StringComparer.Ordinal)
                .Select(rule => new JsonObject { ["id"] = rule }),
        ]),
    };

    private static JsonObject PropertiesOf(Report report)
    {
        var properties = new JsonObject { ["command"] = report.Command, ["summary"] = report.Summary };
        if (report.Facts is { } facts)
        {
            properties["facts"] = facts.DeepClone();
        }

        return properties;
    }

    private static JsonObject Make(Finding finding)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule,
            ["level"] = finding.Level.ToString().ToLowerInvariant(),
            ["message"] = new JsonObject { ["text"] = finding.Message },
        };
        if (finding.Place is { } place)
        {
            result["locations"] = new JsonArray(Make(place));
        }

        if (finding.Related.Count > 0)
        {
            result["relatedLocations"] = new JsonArray([.. finding.Related.Select(Make)]);
        }

        if (finding.Model is not null || finding.Details is not null)
        {
            var properties = (JsonObject?)finding.Details?.DeepClone() ?? [];
            properties["model"] = finding.Model;
            result["properties"] = properties;
        }

        return result;
    }

    private static JsonObject Make(Place place)
    {
        var location = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = AddressOf(place.Path) } };
        if (place.Line > 0)
        {
            location["region"] = new JsonObject
            {
                ["startLine"] = place.Line,
                ["startColumn"] = place.Column,
                ["endLine"] = place.EndLine,
                ["endColumn"] = place.EndColumn,
            };
        }

        return new JsonObject { ["physicalLocation"] = location };
    }

    // Returns a relative URI, because SARIF readers resolve it against the root of the repository.
    private static string AddressOf(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
