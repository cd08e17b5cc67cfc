using System.CommandLine;
using SchemaSdk.Sqlite;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs check</c>: checks the file of a ledger for damage.</summary>
internal static class CheckCommand
{
    internal static Command Build(ToolHost host)
    {
        var ledger = new GivenLedger();
        var command = new Command("check", "Checks the file of a ledger for damage. The exit code is 1 if it is damaged.");
        ledger.AddTo(command);
        return command.Reporting(host, (parsed, _) =>
        {
            var path = ledger.FileIn(parsed, host, "This ledger is in PostgreSQL. Check its database with pg_amcheck.");
            try
            {
                var found = SqliteJobLedger.Check(OpenedLedger.Existing(path));
                return Task.FromResult(new Report(
                    "jobs check",
                    "Check",
                    [.. found.Select(static damage => new Finding("damage", FindingLevel.Error, damage))],
                    found.Count == 0
                        ? "The file is not damaged."
                        : "The file is damaged, so its jobs are not submitted. Replace it with a backup, or export the readable jobs.",
                    found.Count == 0 ? ExitCode.Fine : ExitCode.Findings));
            }
            catch (ModelLedgerException exception)
            {
                throw new ToolException(ExitCode.WrongUsage, exception.Message, exception);
            }
        });
    }
}
