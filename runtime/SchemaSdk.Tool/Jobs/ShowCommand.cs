using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs show</c>: shows everything about one job.</summary>
internal static class ShowCommand
{
    internal static Command Build(ToolHost host)
    {
        var key = JobsCommand.Key();
        var command = new Command("show", "Shows everything that a ledger has recorded about one job, with its input and result.") { key };
        return command.ReportingOn(host, new GivenLedger(), async (opened, parsed, stop) =>
        {
            var entry = await opened.Ledger.FindAsync(parsed.GetRequiredValue(key), stop).ConfigureAwait(false);
            return JobReports.Show(entry ?? throw JobReports.NoJob(parsed.GetRequiredValue(key)));
        });
    }
}
