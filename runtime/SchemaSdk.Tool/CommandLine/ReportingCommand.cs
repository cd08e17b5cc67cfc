using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Makes commands write reports, and adds the options <c>--format</c> and <c>--json</c> to them.</summary>
internal static class ReportingCommand
{
    /// <param name="command">The command, with its own options and arguments.</param>
    /// <param name="host">The environment of the command.</param>
    /// <param name="work">Does the work of the command, and returns its report.</param>
    /// <summary>Makes a command write a report.</summary>
    internal static Command Reporting(
        this Command command, ToolHost host, Func<ParseResult, CancellationToken, Task<Report>> work)
    {
        // Each command gets its own option objects, so that commands do not share values.
        var format = new Option<ReportFormat>("--format")
        {
            Description = "The format of the report. [default: text]",
            HelpName = "text|json|markdown|sarif",
        };
        format.CustomParser = result =>
        {
            var typed = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Enum.GetValues<ReportFormat>().Where(known => known.ToString().ToLowerInvariant() == typed).ToList() is [var known])
            {
                return known;
            }

            result.AddError($"--format must be text, json, markdown or sarif, not '{typed}'.");
            return default;
        };

        // The default completions are the C# names of the enum, which are not what users type.
        format.CompletionSources.Clear();
        format.CompletionSources.Add("text", "json", "markdown", "sarif");
        var json = new Option<bool>("--json") { Description = "Short for --format json." };
        command.Add(format);
        command.Add(json);
        command.SetAction(async (parsed, stop) =>
        {
            var report = await work(parsed, stop).ConfigureAwait(false);
            ReportWriter.Write(report, parsed.GetValue(json) ? ReportFormat.Json : parsed.GetValue(format), host.Console);
            return (int)report.Exit;
        });
        return command;
    }
}
