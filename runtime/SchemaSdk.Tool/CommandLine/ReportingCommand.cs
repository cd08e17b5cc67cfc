using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Makes commands write reports, and gives each command the options for the format of its report.</summary>
internal static class ReportingCommand
{
    /// <summary>Makes a command write a report.</summary>
    /// <param name="command">The command, with its own options and arguments.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="work">Does the work of the command, and returns its report.</param>
    internal static Command Reporting(
        this Command command, ToolHost host, Func<ParseResult, CancellationToken, Task<Report>> work)
    {
        var format = new Option<ReportFormat>("--format")
        {
            Description = "The format of the report. [default: text]",
            HelpName = "text|json|markdown|github|sarif",
        };
        format.CustomParser = result =>
        {
            var typed = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Enum.GetValues<ReportFormat>().Where(known => known.ToString().ToLowerInvariant() == typed).ToList() is [var known])
            {
                return known;
            }

            result.AddError($"--format must be text, json, markdown, github or sarif, not '{typed}'.");
            return default;
        };

        // The default completions are the C# names of the enum values, not the words that users type.
        format.CompletionSources.Clear();
        format.CompletionSources.Add("text", "json", "markdown", "github", "sarif");
        var json = new Option<bool>("--json") { Description = "Short for --format json." };
        var github = new Option<bool>("--github") { Description = "Short for --format github: annotations in a pull request." };
        var quiet = new Option<bool>("--quiet")
        {
            Description = "Write only warnings, errors and the requested result, such as a price. Show no progress.",
        };
        command.Add(format);
        command.Add(json);
        command.Add(github);
        command.Add(quiet);
        command.SetAction(async (parsed, stop) =>
        {
            host.Console.IsQuiet = parsed.GetValue(quiet);
            var report = await work(parsed, stop).ConfigureAwait(false);
            var chosen = parsed.GetValue(json) ? ReportFormat.Json
                : parsed.GetValue(github) ? ReportFormat.GitHub
                : parsed.GetValue(format);
            if (parsed.GetValue(quiet) && !report.IsAnswer)
            {
                report = report with { Findings = [.. report.Findings.Where(static finding => finding.Level != FindingLevel.Note)] };
                if (report is { Exit: ExitCode.Fine, Product: null, Findings.Count: 0 } && !IsForPrograms(chosen))
                {
                    return (int)ExitCode.Fine;
                }
            }

            var isOfRepository = chosen is ReportFormat.GitHub or ReportFormat.Sarif;
            try
            {
                ReportWriter.Write(isOfRepository ? RepositoryPaths.Of(report, host) : report, chosen, host.Console);
            }
            catch (IOException exception)
            {
                // A full disk must not end a paid run with the exit code for "nothing was sent".
                throw new ToolException(
                    report.Exit == ExitCode.Fine ? ExitCode.Service : report.Exit,
                    $"The report could not be written ({exception.Message.TrimEnd('.')}). {report.Summary}",
                    exception);
            }

            return (int)report.Exit;
        });
        return command;
    }

    // --quiet does not empty these reports, because an empty string is not valid JSON or SARIF.
    private static bool IsForPrograms(ReportFormat format) => format is ReportFormat.Json or ReportFormat.Sarif;
}
