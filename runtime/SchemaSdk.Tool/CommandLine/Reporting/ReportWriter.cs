using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Writes a report in the requested format.</summary>
internal static class ReportWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    internal static void Write(Report report, ReportFormat format, ToolConsole console)
    {
        if (report.Product is { } product)
        {
            console.Output.Write(product);
            console = new ToolConsole(console.Error, console.Error);
        }

        switch (format)
        {
            case ReportFormat.Json:
                console.Output.Write(TextOf(JsonReport.Make(report)));
                break;
            case ReportFormat.Sarif:
                console.Output.Write(TextOf(SarifReport.Make(report)));
                break;
            case ReportFormat.GitHub:
                console.Output.Write(GitHubReport.Make(report));
                break;
            case ReportFormat.Markdown:
                console.Output.Write(MarkdownReport.Make(report));
                break;
            default:
                TextReport.Write(report, console);
                break;
        }
    }

    private static string TextOf(JsonNode json)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }
}
