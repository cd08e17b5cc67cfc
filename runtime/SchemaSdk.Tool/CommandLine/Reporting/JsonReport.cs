using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Converts a report to a JSON object for programs.</summary>
internal static class JsonReport
{
    internal static JsonObject Make(Report report)
    {
        var json = new JsonObject
        {
            ["command"] = report.Command,
            ["exitCode"] = (int)report.Exit,
            ["summary"] = report.Summary,
            ["findings"] = new JsonArray([.. report.Findings.Select(Make)]),
        };
        if (report.Facts is { } facts)
        {
            json["facts"] = facts.DeepClone();
        }

        return json;
    }

    private static JsonObject Make(Finding finding)
    {
        var json = new JsonObject
        {
            ["rule"] = finding.Rule,
            ["level"] = finding.Level.ToString().ToLowerInvariant(),
            ["message"] = finding.Message,
        };
        if (finding.Model is { } model)
        {
            json["model"] = model;
        }

        if (finding.Place is { } place)
        {
            json["place"] = Make(place);
        }

        if (finding.Related.Count > 0)
        {
            json["related"] = new JsonArray([.. finding.Related.Select(Make)]);
        }

        if (finding.Details is { } details)
        {
            json["details"] = details.DeepClone();
        }

        return json;
    }

    private static JsonObject Make(Place place) => place.Line == 0
        ? new JsonObject { ["path"] = place.Shown }
        : new JsonObject
        {
            ["path"] = place.Shown,
            ["line"] = place.Line,
            ["column"] = place.Column,
            ["endLine"] = place.EndLine,
            ["endColumn"] = place.EndColumn,
        };
}
