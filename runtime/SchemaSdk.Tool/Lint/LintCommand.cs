using System.CommandLine;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.Lint;

/// <summary><c>schemasdk lint</c>: checks a folder of schemas without a build.</summary>
internal static class LintCommand
{
    internal static Command Build(ToolHost host)
    {
        var folder = GivenFolder.Argument(isAll: true);
        var command = new Command("lint", "Reports the errors and warnings that a build would report for a folder of schemas.");
        folder.AddTo(command);
        return command.Reporting(host, (parsed, stop) =>
            FolderReports.JoinAllAsync(host, "lint", folder.ReadAll(parsed, host), one => RunAsync(host, one, stop)));
    }

    /// <summary>Checks one folder of schemas, and returns the report.</summary>
    /// <exception cref="ToolException">The folder cannot be read, or has no schema.</exception>
    internal static async Task<Report> RunAsync(ToolHost host, ConfiguredFolder configured, CancellationToken stop)
    {
        var folder = configured.Path;
        var rules = new RuleSeverities(ConfigurationFile.Find(host).Content.Rules);
        if (!Directory.Exists(folder))
        {
            throw configured.Missing(host);
        }

        var lint = new FolderLint(path => Path.GetRelativePath(host.Folder, path).Replace('\\', '/'), FolderClient.Of(configured));
        try
        {
            var linted = await host.Console.WatchAsync("Reading the schemas", _ => Task.Run(() => lint.Run(folder, stop), stop))
                .ConfigureAwait(false);
            return linted.Files > 0
                ? ReportOf(linted with { Findings = [.. linted.Findings.Select(rules.Apply).OfType<Finding>()] })
                : throw new ToolException(
                    ExitCode.WrongUsage,
                    $"'{folder}' contains no schema, so nothing was checked. Specify a folder with files such as 'acme/kite/input.json'.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{folder}' cannot be read: {exception.Message}", exception);
        }
    }

    private static Report ReportOf(LintedFolder linted)
    {
        var errors = linted.Findings.Count(finding => finding.Level == FindingLevel.Error);
        var warnings = linted.Findings.Count(finding => finding.Level == FindingLevel.Warning);
        return new Report(
            "lint",
            "Schemas",
            linted.Findings,
            $"{CountText.Of(linted.Files, "file")}, {CountText.Of(linted.Models, "model")}: "
                + $"{CountText.Of(errors, "error")}, {CountText.Of(warnings, "warning")}.",
            errors + warnings > 0 ? ExitCode.Findings : ExitCode.Fine)
        {
            Facts = new JsonObject
            {
                ["files"] = linted.Files,
                ["models"] = linted.Models,
                ["errors"] = errors,
                ["warnings"] = warnings,
            },
        };
    }
}
