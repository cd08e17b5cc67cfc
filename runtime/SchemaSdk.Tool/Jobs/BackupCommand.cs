using System.CommandLine;
using SchemaSdk.Sqlite;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs backup</c>: copies a ledger's file, even while other processes are using it.</summary>
internal static class BackupCommand
{
    internal static Command Build(ToolHost host)
    {
        var target = new Argument<string>("path") { Description = "The new file.", HelpName = "path" };
        var command = new Command("backup", "Copies a ledger's file, even while other processes are using it.") { target };
        return command.ReportingOn(host, new GivenLedger(), async (opened, parsed, stop) =>
        {
            var path = host.PathOf(parsed.GetRequiredValue(target));
            if (opened.Ledger is not SqliteJobLedger ledger)
            {
                throw new ToolException(ExitCode.WrongUsage, "This ledger is in PostgreSQL. Back up its database with pg_dump.");
            }

            if (File.Exists(path))
            {
                throw new ToolException(ExitCode.WrongUsage, $"The file '{path}' already exists. Specify the path of a new file.");
            }

            await ledger.BackupAsync(path, stop).ConfigureAwait(false);
            return new Report("jobs backup", "Backup", [], $"Written to {path}.", ExitCode.Fine);
        });
    }
}
