using SchemaSdk.Tool.CommandLine.Hosting;
using Spectre.Console;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Writes a report as lines of text for people.</summary>
internal static class TextReport
{
    internal static void Write(Report report, ToolConsole console)
    {
        var width = report.Findings.Where(IsNote).Select(finding => HarmlessText.Line(finding.Rule).Length).DefaultIfEmpty().Max();
        foreach (var finding in report.Findings)
        {
            WriteLine(console, finding.Level, IsNote(finding) ? NoteOf(finding, width) : ProblemOf(finding));
        }

        console.Output.Write(HarmlessText.Line(report.Summary) + "\n");
    }

    private static bool IsNote(Finding finding) => finding.Level == FindingLevel.Note && finding.Place is null;

    private static string NoteOf(Finding finding, int width) =>
        $"{HarmlessText.Line(finding.Rule).PadRight(width)}  {HarmlessText.Line(finding.Message)}";

    // Uses the format of compiler messages, in which editors and build servers can find the location.
    private static string ProblemOf(Finding finding)
    {
        var level = finding.Level.ToString().ToLowerInvariant();
        var place = finding.Place is { } known ? $"{HarmlessText.Line(known.ToString())}: " : "";
        return $"{place}{level} {HarmlessText.Line(finding.Rule)}: {HarmlessText.Line(finding.Message)}";
    }

    private static void WriteLine(ToolConsole console, FindingLevel level, string line)
    {
        if (!console.HasColors || level == FindingLevel.Note)
        {
            console.Output.Write(line + "\n");
            return;
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Output), Ansi = AnsiSupport.Yes });
        terminal.Write(new Text(line + "\n", new Style(level == FindingLevel.Error ? Color.Red : Color.Yellow)));
    }
}
